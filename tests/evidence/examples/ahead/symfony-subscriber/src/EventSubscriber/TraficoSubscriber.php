<?php

namespace App\EventSubscriber;

class TraficoSubscriber implements EventSubscriberInterface
{
    public function contar(RequestEvent $event): void
    {
        if ('portada' === $event->getRequest()->attributes->get('_route')) {
            $this->visitas->sumar();
        }
    }
}
