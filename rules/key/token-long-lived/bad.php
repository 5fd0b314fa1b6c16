<?php

namespace App\Services;

use Illuminate\Support\Facades\Cache;

final class PagoEfectivo
{
    public function token(): string
    {
        return Cache::remember('pagoefectivo_token', now()->addHours(24), function () {  // pe-audit: expect
            return $this->authorize()['data']['token'];
        });
    }
}
