<?php
define('DB_NAME', 'tienda');
define('DB_PASSWORD', getenv('DB_PASSWORD'));
if (getenv('WP_ENV') === 'development') {
    define('WP_DEBUG', true);
} else {
    define('WP_DEBUG', false);
}
require_once ABSPATH . 'wp-settings.php';
