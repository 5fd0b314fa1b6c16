<?php

final class PagoEfectivoSignature
{
    public static function valid(string $body, string $given, array $keys): bool
    {
        foreach ($keys as $key) {
            if (hash_equals(hash_hmac('sha256', $body, $key), $given)) {
                return true;
            }
        }
        return false;
    }
}
