<?php

class NotificacionesController extends Controller
{
    // receives: NotificacionesController.culqi
    public function culqi(Request $request)
    {
        abort_if(! $this->culqi->genuino($request), 403);
        Pedido::firstWhere('cargo', $this->culqi->cargo($request)['id'])->marcarPagado();
    }
}
