<?php

namespace Tienda\PagoEfectivo\Controller\Notification;

use Magento\Framework\App\CsrfAwareActionInterface;
use Magento\Framework\App\RequestInterface;

class Index implements HttpPostActionInterface, CsrfAwareActionInterface
{
    // receives: Index.execute
    public function execute()
    {
        $notice = $this->json->unserialize($this->request->getContent());
        $order = $this->orders->loadByIncrementId($notice['data']['transactionCode']);
        $order->setState('processing')->save();
        return $this->raw->setContents('OK');
    }

    public function validateForCsrf(RequestInterface $request): ?bool
    {
        return true;
    }

    public function createCsrfValidationException(RequestInterface $request): ?InvalidRequestException
    {
        return null;
    }
}
