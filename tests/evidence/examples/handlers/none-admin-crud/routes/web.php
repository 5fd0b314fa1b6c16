<?php
Route::middleware(['auth', 'can:manage'])->prefix('admin')->group(function () {
    Route::resource('webhooks', WebhookController::class);
    Route::post('/webhooks', [WebhookController::class, 'store']);
});
