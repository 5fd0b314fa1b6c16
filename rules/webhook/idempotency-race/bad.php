<?php
// Laravel: both requests read "pendiente" before either writes "pagado".

namespace App\Http\Controllers;

use App\Models\Pedido;
use Illuminate\Http\Request;

class NotificacionController extends Controller
{
    public function pagoefectivo(Request $request)
    {
        $pedido = Pedido::where('cip', $request->input('data.cip'))->firstOrFail();
        if ($pedido->estado === 'pagado') {
            return response('OK');
        }

        $pedido->estado = 'pagado';
        $pedido->save();
        $pedido->cliente->increment('puntos', $pedido->puntos); // pe-audit: expect

        return response('OK');
    }
}
