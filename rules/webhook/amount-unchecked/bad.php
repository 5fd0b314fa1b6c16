<?php
// Symfony: a CIP of one sol pays for any order.

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
    public function notificar(Request $request): Response // pe-audit: expect
    {
        $aviso = json_decode($request->getContent(), true);
        if ($aviso['eventType'] !== 'cip.paid') {
            return new Response('OK');
        }

        $pedido = $this->pedidos->findOneBy(['cip' => $aviso['data']['cip']]);
        $pedido->setEstado('pagado');
        $this->pedidos->save($pedido, true);

        return new Response('OK');
    }
}
