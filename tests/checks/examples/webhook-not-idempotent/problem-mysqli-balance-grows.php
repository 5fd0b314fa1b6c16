<?php
include 'config/conexion.php';
$json = json_decode(file_get_contents('php://input'));
if ($json->eventType == 'cip.paid') {
    $cip = mysqli_real_escape_string($con, $json->data->cip);
    $monto = (float) $json->data->amount;
    $res = mysqli_query($con, "SELECT * FROM recargas WHERE cip = '$cip'");
    $recarga = mysqli_fetch_assoc($res);
    if (!$recarga) {
        http_response_code(404);
        exit;
    }
    mysqli_query($con, "INSERT INTO pagos (cip, monto, fecha) VALUES ('$cip', $monto, NOW())");
    mysqli_query($con, "UPDATE usuarios SET saldo = saldo + $monto WHERE id = " . $recarga['usuario_id']);
}
print 'OK';
