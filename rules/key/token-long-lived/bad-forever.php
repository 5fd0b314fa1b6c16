<?php

use Illuminate\Support\Facades\Cache;

class PagoEfectivoToken
{
    public function get(): string
    {
        return Cache::rememberForever('pagoefectivo.token', fn () => $this->authorize());  // pe-audit: expect
    }
}
