<?php

namespace App\EventListener;

use Symfony\Component\HttpKernel\Event\RequestEvent;

class FirmaListener
{
    public function onKernelRequest(RequestEvent $event)
    {
        $request = $event->getRequest();
        if (0 === strpos($request->getPathInfo(), '/avisos') && !$this->firma->coincide($request->getContent(), $request->headers->get('X-Signature'))) {
            throw new AccessDeniedHttpException();
        }
    }

    public function onKernelException(ExceptionEvent $event)
    {
        $event->setResponse(new JsonResponse(['error' => 'interno'], 500));
    }
}
