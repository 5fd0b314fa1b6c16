<?php
// Half an hour is long enough to send a captured notification again.

namespace App\Webhooks;

class Verificador
{
    private const TOLERANCIA = 30 * 60;

    public function valida(string $cuerpo, string $firma, string $fecha): bool
    {
        if (abs(time() - strtotime($fecha)) > self::TOLERANCIA) { // pe-audit: expect
            return false;
        }

        $esperada = hash_hmac('sha256', $fecha . '.' . $cuerpo, config('services.pagoefectivo.webhook_key'));

        return hash_equals($esperada, $firma);
    }
}
