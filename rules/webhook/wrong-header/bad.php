<?php

namespace App\Http\Controllers;

use App\Services\Compras;
use Illuminate\Http\Request;

class NotificacionPagoEfectivoController extends Controller
{
    public function notificacion(Request $request, Compras $compras)
    {
        $cuerpo = $request->getContent();
        $recibida = $request->header('X-PagoEfectivo-Signature', '');  // pe-audit: expect
        $firma = hash_hmac('sha256', $cuerpo, config('services.pagoefectivo.secret_key'));
        if (!hash_equals($firma, $recibida)) {
            return response()->json(['error' => 'firma no válida'], 401);
        }
        $compras->pagar(json_decode($cuerpo, true));
        return response()->noContent(200);
    }
}
