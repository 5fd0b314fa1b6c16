<?php

use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\Routing\Attribute\Route;

#[Route('/cobros')]
class CobroController extends AbstractController
{
    // receives: CobroController.aviso at /cobros/niubiz/callback
    #[Route('/niubiz/callback', methods: ['POST'])]
    public function aviso(Request $request, EntityManagerInterface $em): Response
    {
        $datos = json_decode($request->getContent(), true);
        $em->getRepository(Compra::class)->find($datos['purchaseNumber'])->setEstado('pagado');
        $em->flush();

        return new Response('OK');
    }
}
