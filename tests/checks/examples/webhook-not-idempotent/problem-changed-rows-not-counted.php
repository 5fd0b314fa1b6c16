<?php
$aviso = json_decode(file_get_contents('php://input'), true);
$cambio = $pdo->prepare("UPDATE recargas SET estado = 'pagada' WHERE cip = ? AND estado = 'pendiente'");
if ($cambio->execute([$aviso['data']['cip']])) {
    $pdo->prepare('UPDATE usuarios SET saldo = saldo + ? WHERE cip = ?')
        ->execute([$aviso['data']['amount'], $aviso['data']['cip']]);
}
echo $aviso['eventType'] . ' OK';
