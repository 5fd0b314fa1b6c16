<?php
class MercadoPagoWebhookController extends Controller
{
    public function handle(Request $request)
    {
        $payment = Payment::find_by_id($request->input('data.id'));
        if ($payment->status !== 'approved') {
            return response('', 200);
        }
        $pedido = Pedido::findOrFail($payment->external_reference);
        $pedido->estado = 'pagado';
        $pedido->save();
        $pedido->lineas->each(fn ($linea) => $linea->producto->decrement('stock', $linea->cantidad));
        return response('', 200);
    }
}
