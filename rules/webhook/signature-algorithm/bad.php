<?php

namespace App\Http\Controllers;

use App\Services\Pedidos;
use Illuminate\Http\Request;

class PagoEfectivoController extends Controller
{
    public function recibir(Request $request, Pedidos $pedidos)
    {
        $cuerpo = $request->getContent();
        $recibida = $request->header('PE-Signature', '');
        $firma = md5(config('services.pagoefectivo.secret_key') . $cuerpo);  // pe-audit: expect
        if (!hash_equals($firma, $recibida)) {
            return response()->json(['error' => 'firma'], 401);
        }
        $pedidos->pagar(json_decode($cuerpo, true));
        return response()->noContent(200);
    }
}
