<?php

use App\Http\Middleware\Firmado;

Route::prefix('webhooks')->middleware([Firmado::class, 'ip.allowed'])->group(function () {
    Route::post('culqi', 'WebhookController@culqi');
});
