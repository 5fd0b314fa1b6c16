<?php
class PagoefectivoNotificacionModuleFrontController extends ModuleFrontController
{
    public function postProcess()
    {
        $notification = json_decode(Tools::file_get_contents('php://input'), true);
        $order = new Order((int) $notification['data']['transactionCode']);
        if ((int) $order->current_state === (int) Configuration::get('PS_OS_PAYMENT')) {
            die('already paid');
        }
        $history = new OrderHistory();
        $history->id_order = $order->id;
        $history->changeIdOrderState((int) Configuration::get('PS_OS_PAYMENT'), $order->id);
        $history->addWithemail(true);
        die('OK');
    }
}
