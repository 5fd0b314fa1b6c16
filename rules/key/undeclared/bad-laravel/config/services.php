<?php

return [
    'pagoefectivo' => [
        'url' => env('PAGOEFECTIVO_URL', 'https://services.pagoefectivo.pe'),
        'access_key' => env('PAGOEFECTIVO_ACCESS_KEY'),
        'secret_key' => env('PAGOEFECTIVO_SECRET_KEY'),  // pe-audit: expect
    ],
];
