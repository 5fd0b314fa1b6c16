<?php

return [
    'pagoefectivo' => [
        'base_url' => env('PAGOEFECTIVO_BASE_URL', 'https://pre1a.services.pagoefectivo.pe/v1'), // pe-audit: expect
        'environment' => env('PAGOEFECTIVO_ENVIRONMENT', 'sandbox'), // pe-audit: expect
        'service_id' => env('PAGOEFECTIVO_SERVICE_ID'),
    ],
];
