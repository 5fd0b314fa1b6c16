<?php

final class PagoEfectivoSignature
{
    public static function valid(string $body, string $given): bool
    {
        $expected = hash_hmac('sha256', $body, getenv('PAGOEFECTIVO_SECRET_KEY'));
        return hash_equals($expected, $given);  // pe-audit: expect
    }
}
