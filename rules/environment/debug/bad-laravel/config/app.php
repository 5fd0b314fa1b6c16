<?php

return [
    'name' => env('APP_NAME', 'Tienda'),
    'env' => env('APP_ENV', 'production'),
    'debug' => (bool) env('APP_DEBUG', true), // pe-audit: expect
    'url' => env('APP_URL'),
];
