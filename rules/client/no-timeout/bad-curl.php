<?php

function crear_cip(array $pedido, string $token): array
{
    $ch = curl_init('https://services.pagoefectivo.pe/v1/cips'); // pe-audit: expect
    curl_setopt_array($ch, [
        CURLOPT_POST => true,
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_POSTFIELDS => json_encode($pedido),
        CURLOPT_HTTPHEADER => ['Content-Type: application/json', "Authorization: Bearer $token"],
    ]);
    $respuesta = curl_exec($ch);
    curl_close($ch);

    return json_decode($respuesta, true);
}
