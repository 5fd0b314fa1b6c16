<?php
// Symfony: what was paid is held against what is owed.

namespace App\Controller;

use App\Repository\PedidoRepository;
use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\HttpFoundation\Response;
use Symfony\Component\Routing\Annotation\Route;

class PagoEfectivoController
{
    public function __construct(private PedidoRepository $pedidos)
    {
    }

    #[Route('/notificaciones/pagoefectivo', methods: ['POST'])]
    public function notificar(Request $request): Response
    {
        $aviso = json_decode($request->getContent(), true);
        if ($aviso['eventType'] !== 'cip.paid') {
            return new Response('OK');
        }

        $pedido = $this->pedidos->findOneBy(['cip' => $aviso['data']['cip']]);
        $pagado = (string) $aviso['data']['amount'];
        if (bccomp($pagado, $pedido->getTotal(), 2) !== 0 || $aviso['data']['currency'] !== $pedido->getMoneda()) {
            return new Response('', 500);
        }
        $pedido->setEstado('pagado');
        $this->pedidos->save($pedido, true);

        return new Response('OK');
    }
}
