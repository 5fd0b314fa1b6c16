<?php

final class ConciliarPagos
{
    public function handle(): void
    {
        $fecha = Carbon::now('America/Lima')->subDay()->format('Y-m-d');
        $filas = $this->pasarela->reporteDePagos($fecha);
        $pagos = Pago::whereDate('pagado_en', $fecha)->get();
        $this->comparar($filas, $pagos);
    }
}
