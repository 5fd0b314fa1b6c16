<?php

final class ConciliacionPagos
{
    private const MAX_BYTES = 50000000;

    public function importar(string $archivo, string $carpeta): void
    {
        $zip = new ZipArchive();
        if ($zip->open($archivo, ZipArchive::RDONLY) !== true) {
            throw new RuntimeException('No se pudo abrir el archivo de conciliación');
        }
        for ($i = 0; $i < min($zip->numFiles, 100); $i++) {
            $datos = $zip->statIndex($i);
            if ($datos['size'] > self::MAX_BYTES) {
                throw new RuntimeException('Entrada demasiado grande');
            }
            $nombre = basename($datos['name']);
            file_put_contents($carpeta . '/' . $nombre, $zip->getFromIndex($i));
        }
        $zip->close();
    }
}
