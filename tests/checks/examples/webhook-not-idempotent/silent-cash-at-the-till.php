<?php
class CajaController extends Controller
{
    public function pagoEfectivo(Request $request)
    {
        $venta = Venta::findOrFail($request->venta_id);
        $venta->estado = 'pagado';
        $venta->vuelto = $request->recibido - $venta->total;
        $venta->save();
        Movimiento::create(['tipo' => 'pago_efectivo', 'monto' => $venta->total]);
        return redirect()->route('caja.index')->with('status', 'Pago en efectivo registrado');
    }
}
