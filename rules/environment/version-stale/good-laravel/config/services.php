<?php

return [
    'pagoefectivo' => [
        'auth' => 'https://services.pagoefectivo.pe/v1/authorizations',
        'cips' => 'https://services.pagoefectivo.pe/v1/cips',
    ],
];
