<?php

namespace App\Services;

use Illuminate\Support\Facades\Mail;

class CipService
{
    public function create(Order $order): array
    {
        return $this->client->post('/v1/cips', [
            'currency' => 'PEN',
            'amount' => $order->total,
            'transactionCode' => $order->code,
            'url_respuesta' => 'http://tienda.bodega-andina.pe/pago/respuesta', // pe-audit: expect
            'notification_url' => "http://{$this->host}/api/webhooks/pagoefectivo", // pe-audit: expect
        ]);
    }

    public function welcome(Customer $customer): void
    {
        $enlace = 'http://clientes.bodega-andina.pe/login'; // pe-audit: expect
        Mail::to($customer->email)->send(new Welcome($customer, $enlace));
    }
}
