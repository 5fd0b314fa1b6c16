<?php

use App\Http\Controllers\NotificacionController;
use Illuminate\Support\Facades\Route;

Route::view('/gracias', 'gracias');
Route::post('/pagoefectivo/notificacion', NotificacionController::class);
