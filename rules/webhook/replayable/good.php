<?php
// Laravel: only an order that waits for its payment becomes paid.

namespace App\Http\Controllers;

use App\Models\Pedido;
use Illuminate\Http\Request;

class PagoEfectivoController extends Controller
{
    public function notificacion(Request $request)
    {
        $esperada = hash_hmac('sha256', $request->getContent(), config('services.pagoefectivo.secret_key'));
        if (!hash_equals($esperada, (string) $request->header('PE-Signature'))) {
            return response('', 401);
        }

        $pedido = Pedido::where('cip', $request->input('data.cip'))->firstOrFail();
        if ($request->input('eventType') === 'cip.paid' && $pedido->estado === 'pendiente') {
            $pedido->update(['estado' => 'pagado', 'operacion' => $request->input('operationNumber')]);
        }

        return response('OK', 200);
    }
}
