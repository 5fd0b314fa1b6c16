<?php

function crear_cip(string $token, array $orden): array
{
    $ch = curl_init(getenv('PAGOEFECTIVO_URL') . '/cips');  // pe-audit: expect
    curl_setopt_array($ch, [
        CURLOPT_POST => true,
        CURLOPT_POSTFIELDS => json_encode($orden),
        CURLOPT_HTTPHEADER => ['Content-Type: application/json', "Authorization: Bearer $token"],
        CURLOPT_RETURNTRANSFER => true,
    ]);
    return json_decode(curl_exec($ch), true);
}
