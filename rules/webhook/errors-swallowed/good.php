<?php

namespace App\Http\Controllers;

use App\Models\Pedido;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Log;

class PagoEfectivoController extends Controller
{
    public function notificacion(Request $request)
    {
        $firma = hash_hmac('sha256', $request->getContent(), config('services.pagoefectivo.secret_key'));
        abort_unless(hash_equals($firma, (string) $request->header('PE-Signature')), 401);

        try {
            $pedido = Pedido::where('cip', $request->input('data.cip'))->firstOrFail();
            $pedido->estado = 'pagado';
            $pedido->save();
        } catch (\Exception $e) {
            Log::error('PagoEfectivo: ' . $e->getMessage());

            return response()->json(['mensaje' => 'reintentar'], 500);
        }

        return response()->json(['mensaje' => 'recibido']);
    }
}
