<?php

class CheckSignature
{
    public function handle($request, Closure $next)
    {
        return $next($request);
    }
}
