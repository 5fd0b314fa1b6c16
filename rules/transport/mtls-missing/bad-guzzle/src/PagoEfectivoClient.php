<?php

namespace Tienda;

use GuzzleHttp\Client;

final class PagoEfectivoClient
{
    private Client $http;

    public function __construct(string $url)
    {
        $this->http = new Client(['base_uri' => $url, 'timeout' => 10]);  // pe-audit: expect
    }
}
