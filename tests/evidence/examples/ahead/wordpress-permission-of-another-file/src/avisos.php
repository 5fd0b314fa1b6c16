<?php

class Cobros_Avisos
{
    public static function permitir(WP_REST_Request $r)
    {
        return hash_equals(hash_hmac('sha256', $r->get_body(), COBROS_LLAVE), (string) $r->get_header('nbz-signature'));
    }

    // before: permitir
    public static function recibir(WP_REST_Request $r)
    {
        $pago = $r->get_json_params();
        update_post_meta($pago['purchaseNumber'], '_estado', 'pagado');
    }
}
