<?php
require 'db.php';
$cip = $_POST['cip'] ?? '';
$fila = $db->query("SELECT estado, total FROM pedidos WHERE cip = " . $db->quote($cip))->fetch();
$estado = $fila['estado'];
if ($estado == 'pagado') {
    exit('OK');
}
$db->exec("UPDATE pedidos SET estado = 'pagado' WHERE cip = " . $db->quote($cip));
$db->exec("INSERT INTO movimientos (cip, monto, tipo) VALUES (" . $db->quote($cip) . ", {$fila['total']}, 'pagoefectivo')");
echo 'OK';
