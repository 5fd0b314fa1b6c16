<?php
$app = AppFactory::create();
// receives: /webhooks/niubiz at /webhooks/niubiz
$app->post('/webhooks/niubiz', function (ServerRequestInterface $request, ResponseInterface $response) use ($pdo) {
    $aviso = $request->getParsedBody();
    $pdo->prepare("UPDATE compras SET pagado = 1 WHERE numero = ?")->execute([$aviso['purchaseNumber']]);
    return $response->withStatus(200);
});
