<?php

/** @link http://pagoefectivo.pe/desarrolladores.html */
class PagoEfectivoClient
{
    const BASE_URL = 'https://services.pagoefectivo.pe/v1';

    public function authorize(array $body): array
    {
        return $this->post(self::BASE_URL . '/authorizations', $body);
    }
}
