<?php

final class LiquidacionPagos
{
    public function procesar(string $archivo): void
    {
        $zip = new ZipArchive();
        $zip->open($archivo); // pe-audit: expect
        $zip->extractTo($this->carpeta);
        exec('gpg --verify ' . escapeshellarg("$archivo.sig") . ' ' . escapeshellarg($archivo), $salida, $estado);
        if ($estado !== 0) {
            throw new RuntimeException('Firma inválida');
        }
    }
}
