<?php
define('DB_NAME', 'tienda');
define('DB_PASSWORD', getenv('DB_PASSWORD'));
define('WP_DEBUG', true); // pe-audit: expect
define('WP_DEBUG_DISPLAY', true); // pe-audit: expect
require_once ABSPATH . 'wp-settings.php';
