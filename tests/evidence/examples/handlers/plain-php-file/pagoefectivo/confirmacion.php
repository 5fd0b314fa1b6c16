<?php
// receives: confirmacion.php
require_once '../conexion.php';

$cuerpo = file_get_contents('php://input');
$cabeceras = getallheaders();
if (hash_hmac('sha256', $cuerpo, $secreto) == $cabeceras['PE-Signature']) {
    $aviso = json_decode($cuerpo);
    mysqli_query($con, "UPDATE ventas SET estado = 'pagado' WHERE cip = '" . $aviso->data->cip . "'");
    print 'OK';
}
