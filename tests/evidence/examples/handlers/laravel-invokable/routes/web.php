<?php
Route::post('webhooks/culqi', CulqiWebhook::class)->withoutMiddleware([VerifyCsrfToken::class]);
