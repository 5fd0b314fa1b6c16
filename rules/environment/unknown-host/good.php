<?php

/**
 * @link https://pagoefectivo.pe/desarrolladores.html
 */
class PagoEfectivoClient
{
    private string $base = 'https://services.pagoefectivo.pe/v1';

    public function token(array $body): array
    {
        return $this->http->post("{$this->base}/authorizations", $body);
    }
}
