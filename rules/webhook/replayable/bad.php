<?php
// Laravel: last month's notification of a payment that was refunded since is as genuine as ever.

namespace App\Http\Controllers;

use App\Models\Pedido;
use Illuminate\Http\Request;

class PagoEfectivoController extends Controller
{
    public function notificacion(Request $request) // pe-audit: expect
    {
        $esperada = hash_hmac('sha256', $request->getContent(), config('services.pagoefectivo.secret_key'));
        if (!hash_equals($esperada, (string) $request->header('PE-Signature'))) {
            return response('', 401);
        }

        $pedido = Pedido::where('cip', $request->input('data.cip'))->firstOrFail();
        if ($request->input('eventType') === 'cip.paid') {
            $pedido->update(['estado' => 'pagado', 'operacion' => $request->input('operationNumber')]);
        }

        return response('OK', 200);
    }
}
