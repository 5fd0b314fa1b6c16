<?php

class PagoEfectivoClient
{
    private string $base = 'https://api-prod.pagoefectivo.pe/v1'; // pe-audit: expect

    public function token(array $body): array
    {
        return $this->http->post("{$this->base}/authorizations", $body);
    }
}
