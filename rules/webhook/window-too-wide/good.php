<?php
// Five minutes, before and after.

namespace App\Webhooks;

class Verificador
{
    private const TOLERANCIA = 5 * 60;

    public function valida(string $cuerpo, string $firma, string $fecha): bool
    {
        if (abs(time() - strtotime($fecha)) > self::TOLERANCIA) {
            return false;
        }

        $esperada = hash_hmac('sha256', $fecha . '.' . $cuerpo, config('services.pagoefectivo.webhook_key'));

        return hash_equals($esperada, $firma);
    }
}
