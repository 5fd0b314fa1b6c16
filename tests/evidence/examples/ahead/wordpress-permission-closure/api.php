<?php

register_rest_route('membresias/v1', 'izipay/ipn', [
    'methods' => 'POST',
    'callback' => 'membresias_ipn',
    'permission_callback' => fn (WP_REST_Request $req) => hash_equals(firma_de($req->get_body()), $req['kr-hash']),
]);

// before: permission_callback
function membresias_ipn(WP_REST_Request $req)
{
    update_user_meta($req['orderDetails']['orderId'], 'pago', 'PAID');
}
