<?php
// receives: notificacion_pago.php
$xml = simplexml_load_string(PagoEfectivo::desencriptar($_POST['data']));
if ($xml->Estado == 593) {
    $db->query("UPDATE pedidos SET pagado = 1 WHERE numero = " . (int) $xml->CodTrans);
}
