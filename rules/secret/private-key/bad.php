<?php

namespace Tienda\Pagos;

final class Firma
{
    private const KEY = "-----BEGIN EC PRIVATE KEY-----\n" // pe-audit: expect
        . "MHcCAQEEIGodFDnBD6zAkca9s2WuAk88LZfYYLqMeA/GpxLOvuA/oAoGCCqGSM49\n"
        . "AwEHoUQDQgAEzSo5A1c4Z9/5+kwx91+QI52krBOkMjg2ul7Ub3tvedNlng+qxNyY\n"
        . "rqbS1KuMCPTqRZ3J+XWv/kezd6KQSbjLOA==\n"
        . "-----END EC PRIVATE KEY-----\n";

    public function sign(string $body): string
    {
        openssl_sign($body, $signature, self::KEY, OPENSSL_ALGO_SHA256);
        return base64_encode($signature);
    }
}
