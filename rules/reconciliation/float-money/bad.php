<?php

final class ConciliacionPagoEfectivo
{
    public function totalDelDia(array $filas): float
    {
        $total = 0;
        foreach ($filas as $fila) {
            $total += (float) $fila['monto']; // pe-audit: expect
        }
        return $total;
    }
}
