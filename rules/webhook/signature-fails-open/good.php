<?php
// Plain PHP: a missing header is a wrong signature.

$cuerpo = file_get_contents('php://input');
$firma = $_SERVER['HTTP_PE_SIGNATURE'] ?? '';

$esperada = hash_hmac('sha256', $cuerpo, getenv('PAGOEFECTIVO_SECRET_KEY'));
if ($firma === '' || !hash_equals($esperada, $firma)) {
    http_response_code(401);
    exit;
}

$aviso = json_decode($cuerpo, true);
if ($aviso['eventType'] === 'cip.paid') {
    $consulta = $pdo->prepare("UPDATE pedidos SET estado = 'pagado' WHERE cip = ?");
    $consulta->execute([$aviso['data']['cip']]);
}
echo 'OK';
