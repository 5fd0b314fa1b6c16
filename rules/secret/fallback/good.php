<?php

return [
    'pagoefectivo' => [
        'service_id' => env('PAGOEFECTIVO_SERVICE_ID', '1044'),
        'access_key' => env('PAGOEFECTIVO_ACCESS_KEY', ''),
        'secret_key' => env('PAGOEFECTIVO_SECRET_KEY'),
    ],
    'token_url' => env('TOKEN_URL', 'https://services.pagoefectivo.pe/v1/authorizations'),
    'password_timeout' => env('AUTH_PASSWORD_TIMEOUT', '10800'),
];
