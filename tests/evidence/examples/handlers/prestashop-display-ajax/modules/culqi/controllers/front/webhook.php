<?php

class CulqiWebhookModuleFrontController extends ModuleFrontController
{
    // receives: CulqiWebhookModuleFrontController.displayAjax
    public function displayAjax()
    {
        $event = json_decode(Tools::file_get_contents('php://input'));
        if ($event->type == 'order.status.changed') {
            (new Order($event->data->order))->setCurrentState(2);
        }
    }
}
