<?php

use App\Http\Controllers\PagoEfectivoController;
use Illuminate\Support\Facades\Route;

Route::get('/pago', [PagoEfectivoController::class, 'mostrar']);
Route::post('/pagoefectivo/notificacion', [PagoEfectivoController::class, 'recibir']);
