<?php

class Firmado
{
    public function handle($request, Closure $next)
    {
        return Firma::valida($request) ? $next($request) : abort(401);
    }
}
