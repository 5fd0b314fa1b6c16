<?php

namespace App\Services;

/**
 * Moved from http://tienda.bodega-andina.pe/pago/respuesta in 2024.
 */
class CipService
{
    public function create(Order $order): array
    {
        $scheme = $this->secure() ? 'https://' : 'http://';

        return $this->client->post('/v1/cips', [
            'currency' => 'PEN',
            'amount' => $order->total,
            'transactionCode' => $order->code,
            'url_respuesta' => 'https://tienda.bodega-andina.pe/pago/respuesta',
            // 'notification_url' => 'http://tienda.bodega-andina.pe/api/webhooks/pagoefectivo',
            'notification_url' => env('NOTIFICATION_URL', 'http://localhost:8000/api/webhooks/pagoefectivo'),
            'shop_url' => $scheme . $this->host,
        ]);
    }
}
