<?php

namespace App\Http\Controllers;

use App\Models\Pedido;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Log;

class PagoEfectivoController extends Controller
{
    public function notificacion(Request $request) // pe-audit: expect
    {
        Log::info('Notificación de PagoEfectivo recibida');
        $pedido = Pedido::where('cip', $request->input('data.cip'))->firstOrFail();
        $pedido->update(['estado' => 'pagado']);

        return response('OK');
    }
}
