<?php

class PagoEfectivoValidationModuleFrontController extends ModuleFrontController
{
    // receives: PagoEfectivoValidationModuleFrontController.postProcess
    public function postProcess()
    {
        $notice = json_decode(Tools::file_get_contents('php://input'), true);
        if ($notice['eventType'] !== 'cip.paid') {
            die('OK');
        }
        $order = Order::getByReference($notice['operationNumber'])->getFirst();
        $order->setCurrentState(Configuration::get('PS_OS_PAYMENT'));
        die('OK');
    }
}
