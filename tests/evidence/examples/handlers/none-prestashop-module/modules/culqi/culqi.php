<?php

class Culqi extends PaymentModule
{
    public function hookDisplayHeader($params)
    {
        $this->context->controller->addJS($this->_path . 'views/js/culqi.js');
    }

    public function getContent()
    {
        if (Tools::isSubmit('submitCulqi')) {
            Configuration::updateValue('CULQI_WEBHOOK', Tools::getValue('CULQI_WEBHOOK'));
        }
        return $this->renderForm();
    }
}
