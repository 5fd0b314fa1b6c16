<?php

// config/services.php
return [
    'pagoefectivo' => [
        'service_id' => 1044,
        'access_key' => env('PAGOEFECTIVO_ACCESS_KEY'),
        'secret_key' => '1zCQPsJd+pFr7nlXzk9dRvWkKDvbjydykyw8x3xu', // pe-audit: expect
    ],
    'mail' => [
        'username' => 'ventas@tienda.example',
        'password' => 'Verano#2025!mail', // pe-audit: expect
    ],
];
