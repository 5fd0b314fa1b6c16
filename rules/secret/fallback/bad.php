<?php

return [
    'jwt' => [
        'secret' => env('JWT_SECRET', 'panel-tienda-andina-2025'), // pe-audit: expect
    ],
    'pagoefectivo' => [
        'service_id' => env('PAGOEFECTIVO_SERVICE_ID', '1044'),
        'access_key' => env('PAGOEFECTIVO_ACCESS_KEY', ''),
        'secret_key' => env('PAGOEFECTIVO_SECRET_KEY', ''), // pe-audit: expect
        'webhook_secret' => $_ENV['WEBHOOK_SECRET'] ?? 'avisos-2025', // pe-audit: expect
        'db_password' => getenv('DB_PASSWORD') ?: 'Huascaran6768', // pe-audit: expect
    ],
];
