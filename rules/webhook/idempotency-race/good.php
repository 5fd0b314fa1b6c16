<?php
// Laravel: the row is locked before its state is read.

namespace App\Http\Controllers;

use App\Models\Pedido;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\DB;

class NotificacionController extends Controller
{
    public function pagoefectivo(Request $request)
    {
        return DB::transaction(function () use ($request) {
            $pedido = Pedido::where('cip', $request->input('data.cip'))->lockForUpdate()->firstOrFail();
            if ($pedido->estado === 'pagado') {
                return response('OK');
            }

            $pedido->estado = 'pagado';
            $pedido->save();
            $pedido->cliente->increment('puntos', $pedido->puntos);

            return response('OK');
        });
    }
}
