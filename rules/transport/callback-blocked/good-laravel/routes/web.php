<?php

use App\Http\Controllers\CarritoController;
use App\Http\Controllers\PagoEfectivoController;
use Illuminate\Support\Facades\Route;

Route::get('/', [CarritoController::class, 'inicio']);

Route::prefix('pagos')->group(function () {
    Route::post('cip', [PagoEfectivoController::class, 'generar'])->middleware('auth');
    Route::post('webhook', [PagoEfectivoController::class, 'webhook']);
});
