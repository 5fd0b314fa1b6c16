<?php

class CulqiWebhook
{
    // receives: CulqiWebhook.__invoke at webhooks/culqi
    public function __invoke(Request $request)
    {
        Order::where('charge', $request->input('data.id'))->update(['status' => 'paid']);
        return response()->json(['ok' => true]);
    }
}
