<?php
$allowedIps = explode(',', getenv('PAGOEFECTIVO_ALLOWED_IPS'));
$ip = $_SERVER['HTTP_X_FORWARDED_FOR'] ?? $_SERVER['REMOTE_ADDR'];

if (!in_array(trim($ip), $allowedIps, true)) { // pe-audit: expect
    http_response_code(403);
    exit;
}

settlePayment(file_get_contents('php://input'));
