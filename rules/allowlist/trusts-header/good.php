<?php
$allowedIps = explode(',', getenv('PAGOEFECTIVO_ALLOWED_IPS'));

if (!in_array($_SERVER['REMOTE_ADDR'], $allowedIps, true)) {
    http_response_code(403);
    exit;
}

settlePayment(file_get_contents('php://input'));
