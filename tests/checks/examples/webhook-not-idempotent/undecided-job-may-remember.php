<?php
class PagoEfectivoController extends Controller
{
    public function webhook(Request $request)
    {
        abort_unless($this->firmaValida($request), 401);
        ConfirmarPago::dispatch($request->json('operationNumber'), $request->json('data'));
        return response()->json(['code' => '100']);
    }
}
