<?php

final class ConciliacionPagoEfectivo
{
    public function importar(string $archivo): void
    {
        $gpg = new gnupg();
        $info = $gpg->verify(file_get_contents($archivo), file_get_contents("$archivo.asc"));
        $this->bitacora->info('firma revisada', ['archivo' => $archivo]);

        $zip = new ZipArchive();
        $zip->open($archivo); // pe-audit: expect
        $zip->extractTo($this->carpeta);
    }
}
