<?php
// pagoefectivo/notificacion.php
$recibido = file_get_contents('php://input');
$texto = str_replace([' ', "\n", "\r"], '', $recibido);  // pe-audit: expect
$firma = hash_hmac('sha256', $texto, getenv('PAGOEFECTIVO_SECRET_KEY'));
if (!hash_equals($firma, getallheaders()['Pe-Signature'] ?? '')) {
    http_response_code(401);
    exit;
}
pagar(json_decode($recibido, true));
http_response_code(200);
