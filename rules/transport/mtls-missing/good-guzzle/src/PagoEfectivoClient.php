<?php

namespace Tienda;

use GuzzleHttp\Client;

final class PagoEfectivoClient
{
    private Client $http;

    public function __construct(string $url, string $certificate, string $key)
    {
        $this->http = new Client([
            'base_uri' => $url,
            'timeout' => 10,
            'cert' => $certificate,
            'ssl_key' => $key,
        ]);
    }
}
