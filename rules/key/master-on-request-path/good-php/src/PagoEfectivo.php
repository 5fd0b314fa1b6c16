<?php

final class PagoEfectivo
{
    public function createCip(array $order): array
    {
        $ch = curl_init($this->url . '/cips');
        curl_setopt($ch, CURLOPT_POSTFIELDS, json_encode($order));
        curl_setopt($ch, CURLOPT_HTTPHEADER, [
            'Content-Type: application/json',
            'Authorization: Bearer ' . $this->accessToken(),
        ]);
        return json_decode(curl_exec($ch), true);
    }
}
