<?php

final class ConciliacionPagos
{
    public function importar(string $archivo, string $carpeta): void
    {
        $zip = new ZipArchive();
        if ($zip->open($archivo, ZipArchive::RDONLY) !== true) {
            throw new RuntimeException('No se pudo abrir el archivo de conciliación');
        }
        for ($i = 0; $i < $zip->numFiles; $i++) {
            $nombre = $zip->getNameIndex($i);
            file_put_contents($carpeta . '/' . $nombre, $zip->getFromIndex($i)); // pe-audit: expect
        }
        $zip->close();
    }
}
