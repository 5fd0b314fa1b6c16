<?php

namespace App\Http\Controllers;

use App\Services\PagoEfectivo\CipService;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Log;

class PagoEfectivoController extends Controller
{
    public function notificacion(Request $request, CipService $cips)
    {
        Log::info('PagoEfectivo: aviso recibido', $request->all()); // pe-audit: expect
        Log::info('Cabeceras', ['headers' => $request->headers->all()]); // pe-audit: expect

        $firma = hash_hmac('sha256', $request->getContent(), config('services.pagoefectivo.secret_key'));
        if (!hash_equals($firma, (string) $request->header('PE-Signature'))) {
            Log::warning("Firma esperada: $firma"); // pe-audit: expect
            abort(401);
        }
        file_put_contents(storage_path('logs/pagos.log'), $request->getContent(), FILE_APPEND); // pe-audit: expect
        $cips->confirmar($request->input('data.cip'));

        return response('OK');
    }
}
