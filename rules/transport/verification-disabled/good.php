<?php

use GuzzleHttp\Client;

function create_cip(array $order): string
{
    $curl = curl_init('https://services.pagoefectivo.pe/v1/cips');
    curl_setopt($curl, CURLOPT_POSTFIELDS, json_encode($order));
    curl_setopt($curl, CURLOPT_SSL_VERIFYPEER, true);
    curl_setopt($curl, CURLOPT_SSL_VERIFYHOST, 2);
    return curl_exec($curl);
}

function authorize(array $keys)
{
    // never 'verify' => false: the CA file of the corporate proxy is enough
    $client = new Client(['base_uri' => config('services.pagoefectivo.url'), 'verify' => storage_path('ca.pem')]);
    return $client->post('authorizations', ['json' => $keys]);
}

function transport($handle, array $options)
{
    if ($options['verify'] === false) {
        curl_setopt($handle, CURLOPT_SSL_VERIFYPEER, 0);
    }
    Auth::routes(['verify' => false]);
}
