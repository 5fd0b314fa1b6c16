<?php

namespace App\Controller;

use App\Entity\Pago;
use App\Repository\PagoRepository;
use Doctrine\ORM\EntityManagerInterface;
use Symfony\Component\HttpFoundation\JsonResponse;
use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\HttpFoundation\Response;
use Symfony\Component\Routing\Attribute\Route;

class PagoEfectivoController
{
    public function __construct(private PagoRepository $pagos, private EntityManagerInterface $em)
    {
    }

    #[Route('/webhook/pagoefectivo', methods: ['POST'])]
    public function recibir(Request $request): Response
    {
        $aviso = $request->toArray();
        $pago = $this->pagos->findOneBy(['cip' => $aviso['data']['cip']]);
        if ($pago->getEstado() === 'pagado') {
            return new JsonResponse(['error' => 'duplicado'], Response::HTTP_CONFLICT); // pe-audit: expect
        }
        $pago->setEstado('pagado');
        $this->em->flush();

        return new JsonResponse(['ok' => true]);
    }
}
