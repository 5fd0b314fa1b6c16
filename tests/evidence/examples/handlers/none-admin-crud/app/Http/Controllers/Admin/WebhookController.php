<?php

class WebhookController extends Controller
{
    public function store(Request $request)
    {
        Webhook::create($request->validate(['url' => 'required|url', 'event' => 'in:payment.paid,order.paid']));
        return back();
    }
}
