<?php

class SendPaymentNotification implements ShouldQueue
{
    public function handle(): void
    {
        Mail::to($this->order->email)->send(new PaymentReceived($this->order));
    }
}
