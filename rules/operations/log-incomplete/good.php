<?php

namespace App\Http\Controllers;

use App\Models\Pedido;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Log;

class PagoEfectivoController extends Controller
{
    public function notificacion(Request $request)
    {
        Log::info('Notificación de PagoEfectivo recibida', [
            'solicitud' => $request->header('X-Request-Id'),
            'operacion' => $request->input('operationNumber'),
            'sha256' => hash('sha256', $request->getContent()),
        ]);
        $pedido = Pedido::where('cip', $request->input('data.cip'))->firstOrFail();
        $pedido->update(['estado' => 'pagado']);

        return response('OK');
    }
}
