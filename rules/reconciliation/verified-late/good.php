<?php

final class LiquidacionPagos
{
    public function procesar(string $archivo): void
    {
        exec('gpg --verify ' . escapeshellarg("$archivo.sig") . ' ' . escapeshellarg($archivo), $salida, $estado);
        if ($estado !== 0) {
            throw new RuntimeException('Firma inválida');
        }
        $zip = new ZipArchive();
        $zip->open($archivo);
        $zip->extractTo($this->carpeta);
    }
}
