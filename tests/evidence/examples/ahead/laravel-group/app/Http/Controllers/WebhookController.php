<?php

class WebhookController extends Controller
{
    // before: handle
    // unresolved: ip.allowed
    public function culqi(Request $request)
    {
        Order::settle($request->input('data.id'));
    }
}
