<?php

use Tienda\Http\Firmada;
use Tienda\Http\Registro;

$app = AppFactory::create();
$app->add(new Registro());

$app->group('/webhooks', function ($grupo) {
    // before: process, __invoke
    $grupo->post('/openpay', function ($request, $response) {
        (new Ventas())->pagar($request->getParsedBody()['transaction']['order_id']);
        return $response;
    })->add(Firmada::class);
});
