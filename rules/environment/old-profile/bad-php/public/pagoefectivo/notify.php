<?php
require __DIR__ . '/../../vendor/autoload.php';

$body = file_get_contents('php://input');
$signature = $_SERVER['HTTP_X_SIGNATURE'] ?? '';  // pe-audit: expect
if (!Tienda\Signature::verify($body, $signature)) {
    http_response_code(401);
    exit;
}
http_response_code(200);
