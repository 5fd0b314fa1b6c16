<?php

function crear_cip(string $token, array $orden): array
{
    $ch = curl_init(getenv('PAGOEFECTIVO_URL') . '/cips');
    curl_setopt_array($ch, [
        CURLOPT_POST => true,
        CURLOPT_POSTFIELDS => json_encode($orden),
        CURLOPT_HTTPHEADER => ['Content-Type: application/json', "Authorization: Bearer $token"],
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_SSLCERT => getenv('PAGOEFECTIVO_CLIENT_CERT'),
        CURLOPT_SSLKEY => getenv('PAGOEFECTIVO_CLIENT_KEY'),
    ]);
    return json_decode(curl_exec($ch), true);
}
