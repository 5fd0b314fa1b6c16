<?php
class PagoEfectivoWebhookController extends Controller
{
    public function __invoke(Request $request)
    {
        $event = GatewayEvent::firstOrCreate(['operation_number' => $request->json('operationNumber')]);
        if (! $event->wasRecentlyCreated) {
            return response()->noContent(200);
        }
        $order = Order::whereCip($request->json('data.cip'))->firstOrFail();
        $order->update(['status' => OrderStatus::Paid]);
        event(new OrderPaid($order));
        return response()->noContent(200);
    }
}
