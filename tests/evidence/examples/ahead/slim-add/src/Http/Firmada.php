<?php

namespace Tienda\Http;

class Firmada
{
    public function __invoke($request, $handler)
    {
        return Firma::de($request)->vale() ? $handler->handle($request) : new Response(401);
    }
}
