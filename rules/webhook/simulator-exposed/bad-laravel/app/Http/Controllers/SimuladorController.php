<?php

namespace App\Http\Controllers;

use Illuminate\Http\Request;
use Illuminate\Support\Facades\Http;

class SimuladorController extends Controller
{
    public function enviar(Request $request)
    {
        $cuerpo = json_encode([
            'eventType' => 'cip.paid',
            'operationNumber' => (string) random_int(1000, 9999),
            'data' => ['cip' => $request->input('cip'), 'currency' => 'PEN', 'amount' => $request->input('monto')],
        ]);
        $firma = hash_hmac('sha256', $cuerpo, config('services.pagoefectivo.secret_key'));

        return Http::withHeaders(['PE-Signature' => $firma])
            ->withBody($cuerpo, 'application/json')
            ->post(route('pagoefectivo.aviso'));
    }
}
