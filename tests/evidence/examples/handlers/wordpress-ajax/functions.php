<?php

add_action('wp_ajax_nopriv_safetypay_callback', 'safetypay_callback');

// receives: safetypay_callback at wp_ajax_nopriv_safetypay_callback
function safetypay_callback()
{
    global $wpdb;
    $wpdb->update('pedidos', ['estado' => 'pagado'], ['id' => absint($_POST['MerchantSalesID'])]);
    wp_send_json_success();
}
