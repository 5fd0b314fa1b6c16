<?php

namespace App\Controller;

/**
 * @Route("/avisos")
 */
class MatriculaController
{
    // before: onKernelRequest
    /**
     * Lo llama Niubiz.
     *
     * @Route("/niubiz/webhook", name="aviso_niubiz", methods={"POST"})
     */
    public function confirmar(Request $request): Response
    {
        $this->matriculas->marcarPagada($request->toArray()['purchaseNumber']);

        return new Response();
    }

    /**
     * @Route("/niubiz/webhook/estado", methods={"GET"})
     */
    public function estado(): Response
    {
        return new Response($this->matriculas->porPagar());
    }
}
