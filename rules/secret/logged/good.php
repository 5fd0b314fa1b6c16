<?php

namespace App\Http\Controllers;

use App\Services\PagoEfectivo\CipService;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Log;

class PagoEfectivoController extends Controller
{
    public function notificacion(Request $request, CipService $cips)
    {
        Log::info('PagoEfectivo: aviso recibido', [
            'request_id' => $request->header('X-Request-Id'),
            'operacion' => $request->input('operationNumber'),
            'sha256' => hash('sha256', $request->getContent()),
        ]);

        $firma = hash_hmac('sha256', $request->getContent(), config('services.pagoefectivo.secret_key'));
        if (!hash_equals($firma, (string) $request->header('PE-Signature'))) {
            Log::warning('Firma no válida', ['presente' => $request->hasHeader('PE-Signature')]);
            abort(401);
        }
        $cips->confirmar($request->input('data.cip'));

        return response('OK');
    }
}
