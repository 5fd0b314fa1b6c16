<?php

use App\Models\Pedido;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Route;

Route::post('/dev/pago-prueba', function (Request $request) { // pe-audit: expect
    $pedido = Pedido::where('cip', $request->input('cip'))->firstOrFail();
    $pedido->update(['estado' => 'pagado']);

    return response()->json(['estado' => $pedido->estado]);
});
