<?php

namespace App\Http\Controllers;

use App\Models\Order;
use App\Services\CipClient;
use Illuminate\Http\JsonResponse;
use Illuminate\Http\Request;

class CheckoutController extends Controller
{
    public function store(Request $request, CipClient $cips): JsonResponse
    {
        $order = Order::where('code', $request->string('order'))
            ->where('customer_id', $request->user()->id)
            ->firstOrFail();
        $cip = $cips->create($order);
        $order->update(['cip' => $cip['cip']]);

        return response()->json(['url' => $cip['cipUrl']]);
    }
}
