<?php

class WC_Gateway_PagoEfectivo extends WC_Payment_Gateway
{
    public function __construct()
    {
        $this->id = 'pagoefectivo';
        add_action('woocommerce_update_options_payment_gateways_' . $this->id, [$this, 'process_admin_options']);
        add_action('woocommerce_receipt_pagoefectivo', array($this, 'receipt_page'));
        add_action('woocommerce_api_wc_gateway_pagoefectivo', array($this, 'check_response'));
    }

    public function receipt_page($order_id)
    {
        echo '<p>' . esc_html($order_id) . '</p>';
    }

    // receives: WC_Gateway_PagoEfectivo.check_response at woocommerce_api_wc_gateway_pagoefectivo
    public function check_response()
    {
        $notice = json_decode(file_get_contents('php://input'), true);
        $order = wc_get_order($notice['data']['transactionCode']);
        $order->payment_complete($notice['operationNumber']);
        wp_die('OK', '', 200);
    }
}
