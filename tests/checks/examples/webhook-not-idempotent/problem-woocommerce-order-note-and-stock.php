<?php
class WC_Gateway_Cip extends WC_Payment_Gateway
{
    public function __construct()
    {
        add_action('woocommerce_api_wc_gateway_cip', array($this, 'recibir_notificacion'));
    }

    public function recibir_notificacion()
    {
        $datos = json_decode(file_get_contents('php://input'), true);
        $pedido = wc_get_order(absint($datos['data']['transactionCode']));
        if (!$pedido || $datos['eventType'] !== 'cip.paid') {
            wp_die('nada que hacer', '', array('response' => 200));
        }
        $pedido->add_order_note('CIP ' . $datos['data']['cip'] . ' pagado');
        wc_reduce_stock_levels($pedido->get_id());
        $pedido->update_status('processing');
        wp_send_json(array('code' => '100'));
    }
}
