<?php

class VerifyPagoEfectivo
{
    public function handle(Request $request, Closure $next)
    {
        $own = hash_hmac('sha256', $request->getContent(), config('services.pagoefectivo.secret_key'));
        abort_unless(hash_equals($own, (string) $request->header('PE-Signature')), 401);
        return $next($request);
    }
}
