<?php

class PagoEfectivoClient
{
    const BASE_URL = 'http://services.pagoefectivo.pe/v1'; // pe-audit: expect

    public function authorize(array $body): array
    {
        return $this->post(self::BASE_URL . '/authorizations', $body);
    }
}
