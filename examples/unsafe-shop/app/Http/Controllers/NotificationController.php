<?php

namespace App\Http\Controllers;

use App\Models\Customer;
use App\Models\Order;
use Illuminate\Http\Request;
use Illuminate\Http\Response;

class NotificationController extends Controller
{
    public function receive(Request $request): Response
    {
        $expected = hash_hmac('sha256', $request->getContent(), config('services.pagoefectivo.secret_key'));
        if ($request->header('PE-Signature') != $expected) {
            return response('', 401);
        }

        if ($request->input('eventType') !== 'cip.paid') {
            return response('', 200);
        }

        $data = $request->input('data');
        $order = Order::where('cip', $data['cip'])->firstOrFail();
        if (bccomp((string) $data['amount'], $order->total, 2) !== 0 || $data['currency'] !== $order->currency) {
            return response('', 422);
        }

        $order->status = 'paid';
        $order->save();
        Customer::find($order->customer_id)->increment('points', (int) $order->total);

        return response('', 200);
    }
}
