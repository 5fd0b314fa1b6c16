<?php

register_rest_route('tienda/v1', '/culqi/webhook', [
    'methods' => 'POST',
    'callback' => 'tienda_culqi',
    'permission_callback' => 'tienda_firma_valida',
]);

function tienda_firma_valida(WP_REST_Request $request)
{
    return hash_equals(hash_hmac('sha256', $request->get_body(), CULQI_KEY), $request->get_header('x-culqi-signature'));
}

// before: tienda_firma_valida
function tienda_culqi(WP_REST_Request $request)
{
    wc_get_order($request['data']['metadata']['order'])->payment_complete();
}
