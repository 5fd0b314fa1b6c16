<?php

final class ConciliarPagos
{
    public function handle(): void
    {
        $fecha = date('Y-m-d', strtotime('-1 day')); // pe-audit: expect
        $filas = $this->pasarela->reporteDePagos($fecha);
        $pagos = Pago::whereDate('pagado_en', $fecha)->get();
        $this->comparar($filas, $pagos);
    }
}
