<?php

return [
    'pagoefectivo' => [
        'url' => env('PAGOEFECTIVO_API_URL'),
        'service_id' => env('PAGOEFECTIVO_SERVICE_ID'),
        'access_key' => env('PAGOEFECTIVO_ACCESS_KEY'),
        'secret_key' => env('PAGOEFECTIVO_SECRET_KEY'),
        'notification_url' => env('PAGOEFECTIVO_NOTIFICATION_URL'),
        'return_url' => env('PAGOEFECTIVO_RETURN_URL'),
    ],
];
