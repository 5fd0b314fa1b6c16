<?php

class Kernel extends HttpKernel
{
    protected $middlewareGroups = ['api' => ['throttle:60,1', \Illuminate\Routing\Middleware\SubstituteBindings::class]];

    protected $routeMiddleware = [
        'auth' => \App\Http\Middleware\Authenticate::class,
        'pe.signed' => \App\Http\Middleware\VerifyPagoEfectivo::class,
    ];
}
