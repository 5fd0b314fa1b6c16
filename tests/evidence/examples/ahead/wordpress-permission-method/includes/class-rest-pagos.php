<?php

class Rest_Pagos extends WP_REST_Controller
{
    public function rutas()
    {
        register_rest_route($this->namespace, '/pagoefectivo/aviso', array(
            'methods' => 'POST',
            'callback' => array($this, 'aviso'),
            'permission_callback' => array($this, 'viene_firmado'),
        ));
    }

    public function viene_firmado($request)
    {
        return hash_equals(hash_hmac('sha256', $request->get_body(), TIENDA_CLAVE), $request->get_header('pe_signature'));
    }

    // before: viene_firmado
    public function aviso($request)
    {
        wc_get_order($request['data']['transactionCode'])->payment_complete($request['operationNumber']);
    }
}
