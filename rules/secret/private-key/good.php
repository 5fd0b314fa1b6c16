<?php

namespace Tienda\Pagos;

final class Firma
{
    private const HEADER = '-----BEGIN PRIVATE KEY-----';

    public function sign(string $body): string
    {
        $pem = file_get_contents(getenv('PAGOEFECTIVO_KEY_FILE'));
        if (strpos($pem, self::HEADER) !== 0) {
            throw new \RuntimeException('not a private key');
        }
        openssl_sign($body, $signature, $pem, OPENSSL_ALGO_SHA256);
        return base64_encode($signature);
    }
}
