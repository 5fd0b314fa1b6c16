<?php

namespace App\Http\Controllers;

use App\Mail\PaymentReceived;
use App\Models\Order;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Mail;

class PagoEfectivoController extends Controller
{
    public function notification(Request $request)
    {
        if (!$this->signed($request)) {
            return response()->json(['message' => 'invalid signature'], 401);
        }
        DB::transaction(function () use ($request) {
            $order = Order::where('cip', $request->input('data.cip'))->lockForUpdate()->firstOrFail();
            if ($order->status === 'paid') {
                return;
            }
            $order->status = 'paid';
            $order->operation_number = $request->input('operationNumber');
            $order->save();
            $order->customer->increment('points', 50);
            Mail::to($order->email)->queue(new PaymentReceived($order));
        });

        return response()->json(['message' => 'ok']);
    }

    private function signed(Request $request): bool
    {
        $mac = hash_hmac('sha256', $request->getContent(), config('services.pagoefectivo.secret_key'));

        return hash_equals($mac, (string) $request->header('PE-Signature'));
    }
}
