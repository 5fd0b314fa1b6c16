<?php

final class ConciliacionPagos
{
    public function comparar(array $filas): array
    {
        $diferencias = [];
        foreach ($filas as $fila) {
            $pago = $this->pagos->porOperacion($fila['operationNumber']);
            if (bccomp($pago->monto, $fila['monto'], 2) !== 0) { // pe-audit: expect
                $diferencias[] = $fila;
            }
        }
        return $diferencias;
    }
}
