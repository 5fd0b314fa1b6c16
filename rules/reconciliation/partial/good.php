<?php

final class ConciliacionPagos
{
    public function comparar(array $filas): array
    {
        $diferencias = [];
        foreach ($filas as $fila) {
            $pago = $this->pagos->porOperacion($fila['operationNumber']);
            $igual = $pago->moneda === $fila['moneda'] && $pago->estado === $fila['estado'];
            if (!$igual || bccomp($pago->monto, $fila['monto'], 2) !== 0) {
                $diferencias[] = $fila;
            }
        }
        return $diferencias;
    }
}
