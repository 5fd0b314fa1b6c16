<?php

use GuzzleHttp\Client;
use Illuminate\Support\Facades\Http;

function create_cip(array $order): string
{
    $curl = curl_init('https://services.pagoefectivo.pe/v1/cips');
    curl_setopt($curl, CURLOPT_POSTFIELDS, json_encode($order));
    curl_setopt($curl, CURLOPT_SSL_VERIFYPEER, false); // pe-audit: expect
    curl_setopt_array($curl, [
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_SSL_VERIFYHOST => 0, // pe-audit: expect
    ]);
    return curl_exec($curl);
}

function authorize(array $keys)
{
    $client = new Client(['base_uri' => config('services.pagoefectivo.url'), 'verify' => false]); // pe-audit: expect
    return $client->post('authorizations', ['json' => $keys]);
}

function search(string $cip)
{
    return Http::withoutVerifying()->post(config('services.pagoefectivo.url') . '/cips/search', ['cip' => $cip]); // pe-audit: expect
}

function notify_courier(array $order)
{
    $context = stream_context_create(['ssl' => ['verify_peer' => false, 'verify_peer_name' => true]]); // pe-audit: expect
    file_get_contents('https://courier.example/orders', false, $context);
    wp_remote_post('https://courier.example/orders', ['body' => $order, 'sslverify' => false]); // pe-audit: expect
}
