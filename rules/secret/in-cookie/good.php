<?php
function guardarAjustes(array $ajustes): void
{
    $almacen->guardar('pagoefectivo.secret_key', $ajustes['secret_key']);
    setcookie('PHPSESSID', session_id(), ['httponly' => true, 'secure' => true]);
}
