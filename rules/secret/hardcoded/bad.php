<?php

namespace Tienda\Pagos;

class PagoEfectivo
{
    const SECRET_KEY = '8ZCsRsi833KOcP5szoYeM+aw6l9dmMmHXkHZb+Yq'; // pe-audit: expect

    private array $config = [
        'idService' => 1044,
        'accessKey' => 'N2MxMWMwNWRmZjdiOWM4', // pe-audit: expect
        'currency'  => 'PEN',
    ];

    public function authorization(string $date): string
    {
        return hash('sha256', $this->config['idService'] . '.' . $this->config['accessKey'] . '.' . self::SECRET_KEY . '.' . $date);
    }

    public function isGenuine(string $body, string $signature): bool
    {
        return hash_equals(hash_hmac('sha256', $body, 'clave-de-avisos-2025'), $signature); // pe-audit: expect
    }
}
