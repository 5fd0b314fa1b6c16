<?php

class PagoEfectivo
{
    const BASE_URL = 'https://services.pagoefectivo.pe/v1';
    const BASE_URL_PRUEBA = 'https://pre1a.services.pagoefectivo.pe/v1';

    public function url(): string
    {
        if (!$this->isProduction) {
            return 'https://pre1a.services.pagoefectivo.pe/v1';
        }

        return self::BASE_URL;
    }

    public function environment(): string
    {
        return env('PAGOEFECTIVO_ENVIRONMENT', 'production');
    }
}
