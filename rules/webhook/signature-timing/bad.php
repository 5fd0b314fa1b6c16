<?php

namespace App\Http\Controllers;

use Illuminate\Http\Request;

class NotificationController extends Controller
{
    public function paid(Request $request)
    {
        $received = $request->header('PE-Signature');
        $computed = hash_hmac('sha256', $request->getContent(), config('services.pagoefectivo.secret_key'));
        if ($computed != $received) { // pe-audit: expect
            return response('invalid signature', 401);
        }
        return $this->settle($request->json('data.cip'));
    }

    public function refunded(Request $request)
    {
        $settings = Setting::of('refund-webhook');
        $token = $request->header('X-Webhook-Token');
        abort_if(strcmp($settings['token'], $token) !== 0, 401); // pe-audit: expect
        return $this->refund($request->json('data.cip'));
    }
}
