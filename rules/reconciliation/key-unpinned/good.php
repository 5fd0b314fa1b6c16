<?php

final class ConciliacionPagos
{
    public function verificar(string $archivo): void
    {
        exec('gpgv --keyring /etc/pagos/pagoefectivo.gpg ' . escapeshellarg("$archivo.asc"), $salida, $estado);
        if ($estado !== 0) {
            throw new RuntimeException('Firma inválida');
        }
    }
}
