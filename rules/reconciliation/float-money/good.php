<?php

final class ConciliacionPagoEfectivo
{
    public function totalDelDia(array $filas): string
    {
        $total = '0.00';
        foreach ($filas as $fila) {
            $total = bcadd($total, $fila['monto'], 2);
        }
        return $total;
    }
}
