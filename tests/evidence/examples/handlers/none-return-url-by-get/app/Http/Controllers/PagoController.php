<?php

class PagoController extends Controller
{
    public function respuesta(Request $request)
    {
        return view('pago.respuesta', ['cip' => $request->query('cip'), 'estado' => 'pagado']);
    }
}
