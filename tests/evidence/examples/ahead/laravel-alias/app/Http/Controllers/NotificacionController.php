<?php

class NotificacionController extends Controller
{
    // before: handle
    public function store(Request $request)
    {
        Pedido::pagar($request->input('data.cip'));
        return response('OK');
    }
}
