<?php
/* Plugin Name: Cobros en linea */

require_once plugin_dir_path(__FILE__) . 'src/avisos.php';

add_action('rest_api_init', function () {
    register_rest_route('cobros/v2', '/niubiz/webhook', [[
        'methods' => WP_REST_Server::CREATABLE,
        'permission_callback' => [Cobros_Avisos::class, 'permitir'],
        'callback' => 'Cobros_Avisos::recibir',
    ]]);
});
