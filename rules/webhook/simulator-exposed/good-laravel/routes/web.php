<?php

use App\Http\Controllers\PagoEfectivoController;
use App\Http\Controllers\PedidoController;
use App\Http\Controllers\SimuladorController;
use Illuminate\Support\Facades\Route;

Route::post('/pagoefectivo/aviso', [PagoEfectivoController::class, 'aviso'])->name('pagoefectivo.aviso');
if (app()->environment('local')) {
    Route::post('/soporte/simular', [SimuladorController::class, 'enviar']);
}

Route::middleware(['auth'])->group(function () {
    Route::get('/pedidos', [PedidoController::class, 'index']);
});
