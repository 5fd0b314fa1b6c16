<?php

final class ConciliacionPagos
{
    public function verificar(string $archivo): void
    {
        exec('gpg --auto-key-retrieve --verify ' . escapeshellarg("$archivo.asc"), $salida, $estado); // pe-audit: expect
        if ($estado !== 0) {
            throw new RuntimeException('Firma inválida');
        }
    }
}
