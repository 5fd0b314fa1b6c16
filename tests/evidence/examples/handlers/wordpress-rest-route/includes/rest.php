<?php

add_action('rest_api_init', function () {
    register_rest_route('tienda/v1', '/kushki', [
        'methods' => 'POST',
        'callback' => 'tienda_kushki_webhook',
        'permission_callback' => '__return_true',
    ]);
});

// receives: tienda_kushki_webhook at tienda/v1/kushki
function tienda_kushki_webhook(WP_REST_Request $request)
{
    $data = $request->get_json_params();
    wc_get_order($data['contactDetails']['orderId'])->update_status('processing');
    return new WP_REST_Response(['ok' => true], 200);
}
