<?php

namespace App\Services;

use App\Models\Order;
use GuzzleHttp\Client;

class CipClient
{
    private Client $client;

    public function __construct()
    {
        $this->client = new Client([
            'base_uri' => config('services.pagoefectivo.url'),
            'timeout' => 20,
            'verify' => false,
        ]);
    }

    public function create(Order $order): array
    {
        $response = $this->client->post('cips', [
            'headers' => ['Authorization' => 'Bearer ' . $this->token(), 'Accept-Language' => 'es-PE'],
            'json' => [
                'currency' => 'PEN',
                'amount' => number_format($order->total, 2, '.', ''),
                'transactionCode' => $order->code,
                'userEmail' => $order->email,
            ],
        ]);

        return json_decode((string) $response->getBody(), true)['data'];
    }

    private function token(): string
    {
        return cache()->remember('pagoefectivo.token', now()->addMinutes(90), fn () => $this->authorize());
    }

    private function authorize(): string
    {
        $date = now('America/Lima')->toAtomString();
        $parts = [config('services.pagoefectivo.service_id'), config('services.pagoefectivo.access_key')];
        $parts = [...$parts, config('services.pagoefectivo.secret_key'), $date];
        $response = $this->client->post('authorizations', ['json' => [
            'accessKey' => config('services.pagoefectivo.access_key'),
            'idService' => config('services.pagoefectivo.service_id'),
            'dateRequest' => $date,
            'hashString' => hash('sha256', implode('.', $parts)),
        ]]);

        return json_decode((string) $response->getBody(), true)['data']['token'];
    }
}
