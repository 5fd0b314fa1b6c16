<?php

namespace App\Services;

use Illuminate\Support\Facades\Http;
use Illuminate\Support\Str;

class PagoEfectivoService
{
    public function crearCip(Pedido $pedido, string $token): array
    {
        return retry(3, function () use ($pedido, $token) {
            return Http::withToken($token)->timeout(20)->post(config('pagoefectivo.url') . '/v1/cips', [
                'currency' => 'PEN',
                'amount' => $pedido->total,
                'transactionCode' => Str::uuid()->toString(), // pe-audit: expect
                'userEmail' => $pedido->correo,
            ])->throw()->json();
        }, 500);
    }
}
