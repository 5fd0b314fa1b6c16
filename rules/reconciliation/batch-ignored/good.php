<?php

final class ConciliacionPagos
{
    public function importar($archivo): void
    {
        while (($fila = fgetcsv($archivo)) !== false) {
            $lote = $fila[0];
            $this->pagos->conciliado($fila[1], $lote);
        }
    }
}
