<?php
function guardarAjustes(array $ajustes): void
{
    setcookie('SecretKey', $ajustes['secret_key'], time() + 86400); // pe-audit: expect
    setcookie('PHPSESSID', session_id(), ['httponly' => true]);
}
