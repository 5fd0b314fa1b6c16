<?php

class PagoEfectivoController extends Controller
{
    public function store(Request $request)
    {
        $venta = Venta::findOrFail($request->input('venta_id'));
        $venta->update(['pago_efectivo' => $request->input('monto'), 'vuelto' => $request->input('vuelto')]);
        return redirect()->route('caja.index');
    }
}
