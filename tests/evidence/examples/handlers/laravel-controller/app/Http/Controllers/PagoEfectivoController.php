<?php

namespace App\Http\Controllers;

use App\Models\Pedido;
use Illuminate\Http\Request;

class PagoEfectivoController extends Controller
{
    public function mostrar(Request $request)
    {
        return view('pago', ['cip' => $request->query('cip')]);
    }

    // receives: PagoEfectivoController.recibir at /pagoefectivo/notificacion
    public function recibir(Request $request)
    {
        $aviso = $request->json()->all();
        Pedido::where('cip', $aviso['data']['cip'])->update(['estado' => 'pagado']);

        return response('OK', 200);
    }
}
