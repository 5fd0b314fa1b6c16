<?php

namespace Tienda\Http;

class Registro implements MiddlewareInterface
{
    public function process($request, $handler)
    {
        return $handler->handle($request);
    }
}
