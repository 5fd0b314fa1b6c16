<?php

final class ConciliacionPagoEfectivo
{
    public function importar(string $archivo): void
    {
        $gpg = new gnupg();
        $info = $gpg->verify(file_get_contents($archivo), file_get_contents("$archivo.asc"));
        if ($info === false || $info[0]['fingerprint'] !== $this->huella) {
            throw new RuntimeException('La firma del archivo de conciliación no es válida');
        }

        $zip = new ZipArchive();
        $zip->open($archivo);
        $zip->extractTo($this->carpeta);
    }
}
