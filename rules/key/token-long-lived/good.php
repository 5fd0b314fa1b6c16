<?php

namespace App\Services;

use Illuminate\Support\Facades\Cache;

final class PagoEfectivo
{
    public function token(): string
    {
        return Cache::remember('pagoefectivo_token', now()->addMinutes(110), function () {
            return $this->authorize()['data']['token'];
        });
    }
}
