<?php

use App\Http\Controllers\CheckoutController;
use App\Http\Controllers\NotificationController;
use Illuminate\Support\Facades\Route;

Route::post('/checkout/cip', [CheckoutController::class, 'store']);
Route::post('/pagoefectivo/notificacion', [NotificationController::class, 'receive']);
