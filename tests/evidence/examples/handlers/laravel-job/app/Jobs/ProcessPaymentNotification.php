<?php

class ProcessPaymentNotification implements ShouldQueue
{
    use Dispatchable, Queueable;

    public function __construct(private array $payload) {}

    // receives: ProcessPaymentNotification.handle
    public function handle(): void
    {
        $order = Order::where('cip', $this->payload['data']['cip'])->firstOrFail();
        $order->update(['status' => 'paid']);
    }
}
