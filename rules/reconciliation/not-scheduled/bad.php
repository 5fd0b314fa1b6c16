<?php

final class ConciliarPagos extends Command
{
    protected $signature = 'pagos:conciliar {ruta}';

    public function handle(): int // pe-audit: expect
    {
        $archivo = fopen($this->argument('ruta'), 'r');
        while (($fila = fgetcsv($archivo)) !== false) {
            $this->comparar($fila);
        }
        return self::SUCCESS;
    }
}
