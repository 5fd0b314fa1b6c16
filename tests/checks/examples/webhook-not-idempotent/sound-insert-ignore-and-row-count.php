<?php
$cuerpo = file_get_contents('php://input');
$aviso = json_decode($cuerpo, true);
$alta = $pdo->prepare('INSERT IGNORE INTO notificaciones_pago (operacion, cip) VALUES (?, ?)');
$alta->execute([$aviso['operationNumber'], $aviso['data']['cip']]);
if ($alta->rowCount() === 0) {
    echo 'OK';
    exit;
}
$pdo->prepare("UPDATE pedidos SET estado = 'pagado' WHERE cip = ?")->execute([$aviso['data']['cip']]);
$pdo->prepare('UPDATE productos SET stock = stock - 1 WHERE id = ?')->execute([$aviso['producto']]);
echo 'OK';
