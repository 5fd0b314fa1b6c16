<?php

class PagoEfectivo
{
    public function __construct(private string $clave, private string $url)
    {
    }

    public function crearCip(array $pedido, string $token): array
    {
        $cuerpo = json_encode($pedido);
        $fecha = gmdate('Y-m-d\TH:i:s\Z');
        $ch = curl_init($this->url . '/v1/cips');
        curl_setopt($ch, CURLOPT_TIMEOUT, 20);
        curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
        curl_setopt($ch, CURLOPT_POSTFIELDS, $cuerpo);
        curl_setopt($ch, CURLOPT_HTTPHEADER, [
            "Authorization: Bearer $token",
            'X-Api-Version: 2026-01',
            'X-Signature: ' . hash_hmac('sha256', $fecha . $cuerpo, $this->clave),
        ]);

        return json_decode(curl_exec($ch), true); // pe-audit: expect
    }
}
