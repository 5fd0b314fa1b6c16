<?php

register_rest_route('rifas/v1', '/yape/webhook', [
    'methods' => 'POST',
    'callback' => 'rifas_pagada',
    'permission_callback' => '__return_true',
]);

// before: nothing
function rifas_pagada(WP_REST_Request $request)
{
    update_post_meta($request['order_id'], 'payment_status', 'paid');
}
