<?php
Route::get('/culqi/callback', [PagoController::class, 'respuesta']);
