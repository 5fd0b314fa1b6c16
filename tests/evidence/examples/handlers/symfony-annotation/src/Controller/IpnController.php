<?php

class IpnController extends Controller
{
    /**
     * @Route("/pago/ipn", methods={"POST"})
     */
    // receives: IpnController.recibir at /pago/ipn
    public function recibir(Request $request)
    {
        $pago = json_decode($request->getContent());
        $this->pagos->confirmar($pago->orden, $pago->estado);
        return new Response('', 200);
    }
}
