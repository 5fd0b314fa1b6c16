<?php

function consultar_cip(string $cip, string $token): array
{
    for ($intento = 1; $intento <= 4; $intento++) {
        $ch = curl_init('https://services.pagoefectivo.pe/v1/cips/search');
        curl_setopt($ch, CURLOPT_TIMEOUT, 20);
        curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
        curl_setopt($ch, CURLOPT_HTTPHEADER, ["Authorization: Bearer $token"]);
        curl_setopt($ch, CURLOPT_POSTFIELDS, json_encode(['data' => [['cip' => $cip]]]));
        $respuesta = curl_exec($ch);
        if ($respuesta !== false) {
            return json_decode($respuesta, true);
        }
        sleep(2 ** $intento);
    }

    throw new RuntimeException("PagoEfectivo no responde");
}
