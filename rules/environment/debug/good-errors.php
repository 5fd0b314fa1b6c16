<?php
ini_set('display_errors', '0');
error_reporting(E_ALL);

$body = file_get_contents('php://input');
if (!hash_equals($expected, $_SERVER['HTTP_PE_SIGNATURE'])) {
    http_response_code(401);
}
