<?php
class CallbackController extends Controller
{
    public function pagoefectivoCallback(Request $request)
    {
        $operacion = $request->input('operationNumber');
        $anterior = Pago::where('operacion', $operacion)->first();
        if ($anterior) {
            Log::warning('notificacion repetida', ['operacion' => $operacion]);
        }
        Pago::create(['operacion' => $operacion, 'monto' => $request->input('data.amount')]);
        $cliente = Cliente::where('cip', $request->input('data.cip'))->firstOrFail();
        $cliente->increment('saldo', $request->input('data.amount'));
        return response('OK');
    }
}
