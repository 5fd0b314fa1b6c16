<?php

Route::post('/pagoefectivo/notificacion', [NotificacionController::class, 'store'])->middleware('pe.signed');
