<?php

class Pago_Rest_Controller extends WP_REST_Controller
{
    public function register_routes()
    {
        register_rest_route('izipay', '/ipn', array(
            'methods' => WP_REST_Server::CREATABLE,
            'callback' => array($this, 'receive'),
        ));
    }

    // receives: Pago_Rest_Controller.receive at izipay/ipn
    public function receive($request)
    {
        $answer = json_decode($request->get_param('kr-answer'), true);
        update_post_meta($answer['orderDetails']['orderId'], 'estado_pago', $answer['orderStatus']);
    }
}
