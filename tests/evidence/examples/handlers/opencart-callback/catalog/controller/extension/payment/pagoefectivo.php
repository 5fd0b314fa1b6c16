<?php

class ControllerExtensionPaymentPagoefectivo extends Controller
{
    public function index()
    {
        return $this->load->view('extension/payment/pagoefectivo', ['url' => $this->url->link('checkout/success')]);
    }

    // receives: ControllerExtensionPaymentPagoefectivo.callback
    public function callback()
    {
        $this->load->model('checkout/order');
        $this->model_checkout_order->addOrderHistory($this->request->post['order_id'], 5);
    }
}
