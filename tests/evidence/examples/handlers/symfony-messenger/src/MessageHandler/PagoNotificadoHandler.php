<?php

#[AsMessageHandler]
final class PagoNotificadoHandler
{
    // receives: PagoNotificadoHandler.__invoke
    public function __invoke(NotificacionDePago $aviso): void
    {
        $this->pedidos->marcarPagado($aviso->cip, $aviso->operationNumber);
    }
}
