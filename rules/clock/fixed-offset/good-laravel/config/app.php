<?php

return [
    'name' => env('APP_NAME', 'Tienda'),
    'timezone' => 'America/Lima',
];
