<?php

namespace App\Http\Controllers;

use App\Mail\PagoRecibido;
use App\Models\Order;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Mail;

class PagoEfectivoWebhookController extends Controller
{
    public function __invoke(Request $request)
    {
        $order = Order::where('cip', $request->input('data.cip'))->firstOrFail();
        $order->update(['status' => 'paid']);

        Mail::to($order->email)->send(new PagoRecibido($order)); // pe-audit: expect

        return response('OK', 200);
    }
}
