<?php

namespace App\Http\Controllers;

use App\Services\Pedidos;
use Illuminate\Http\Request;

class PagoEfectivoController extends Controller
{
    public function cipPagado(Request $request, Pedidos $pedidos)
    {
        $cuerpo = $request->getContent();
        $recibida = $request->header('PE-Signature', '');
        $firma = strtoupper(hash_hmac('sha256', $cuerpo, config('services.pagoefectivo.secret_key')));
        if (!hash_equals($firma, $recibida)) {  // pe-audit: expect
            return response()->json(['error' => 'firma no válida'], 401);
        }
        $pedidos->pagar(json_decode($cuerpo, true));
        return response('OK');
    }
}
