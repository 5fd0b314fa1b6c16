<?php

use Laravel\Cashier\Events\WebhookReceived;

class StripeEventListener
{
    // receives: StripeEventListener.handle
    public function handle(WebhookReceived $event): void
    {
        if ($event->payload['type'] === 'invoice.payment_succeeded') {
            Invoice::settle($event->payload['data']['object']['id']);
        }
    }
}
