<?php

namespace App\Http\Controllers;

use Carbon\Carbon;

class PaymentController extends Controller
{
    public function code(string $order): array
    {
        return [
            'transactionCode' => $order,
            'dateExpiry' => Carbon::now()->addDay()->format('Y-m-d\TH:i:s') . '-05:00',
        ];
    }
}
