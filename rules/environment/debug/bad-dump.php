<?php

class PagoEfectivoController
{
    public function generate(Order $order)
    {
        try {
            $cip = $this->client->post(config('services.pagoefectivo.url'), $this->payload($order));
            return view('pago.cip', ['cip' => $cip]);
        } catch (\Exception $e) {
            dd($e); // pe-audit: expect
        }
    }
}
