<?php
require __DIR__ . '/conexion.php';

$body = file_get_contents('php://input');
$mac = hash_hmac('sha256', $body, getenv('PAGOEFECTIVO_SECRET_KEY'));
$headers = array_change_key_case(getallheaders());
if (!hash_equals($mac, $headers['pe-signature'] ?? '')) {
    http_response_code(401);
    exit;
}

$notificacion = json_decode($body, true);
if ($notificacion['eventType'] === 'cip.paid') {
    $cip = $notificacion['data']['cip'];
    $consulta = $pdo->prepare("UPDATE pedidos SET estado = 'pagado' WHERE cip = ? AND estado = 'pendiente'");
    $consulta->execute([$cip]);
    if ($consulta->rowCount() === 1) {
        $pdo->prepare('UPDATE productos p JOIN detalle d ON d.producto_id = p.id SET p.stock = p.stock - d.cantidad WHERE d.cip = ?')
            ->execute([$cip]);
    }
}
echo 'OK';
