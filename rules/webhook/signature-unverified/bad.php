<?php
// Laravel: the signature header is stored with the payment, and nobody ever compares it with anything.

namespace App\Http\Controllers;

use App\Models\Pedido;
use Illuminate\Http\Request;

class PagoEfectivoController extends Controller
{
    public function notificacion(Request $request) // pe-audit: expect
    {
        $firma = $request->header('PE-Signature');
        $pedido = Pedido::where('cip', $request->input('data.cip'))->firstOrFail();

        if ($request->input('eventType') === 'cip.paid') {
            $pedido->update([
                'estado' => 'pagado',
                'firma' => $firma,
                'operacion' => $request->input('operationNumber'),
            ]);
        }

        return response('OK', 200);
    }
}
