<?php

class CipController extends Controller
{
    public function token(array $body): array
    {
        $url = 'https://pre1a.services.pagoefectivo.pe/v1/authorizations'; // pe-audit: expect

        return $this->client->post($url, $body);
    }
}
