<?php
function guardarAjustes(array $ajustes): void
{
    $almacen->guardar('pagoefectivo.secret_key', $ajustes['secret_key']);
    setcookie('secret_key_saved', '1', time() + 60);
}
