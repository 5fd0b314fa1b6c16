<?php

class Pagos extends CI_Controller
{
    // receives: Pagos.webhook_mercadopago
    public function webhook_mercadopago()
    {
        $aviso = json_decode($this->input->raw_input_stream);
        $this->db->update('ventas', ['estado' => 'pagado'], ['id' => $aviso->external_reference]);
    }
}
