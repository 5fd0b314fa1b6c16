<?php

class IpnController extends Controller
{
    public function __construct()
    {
        $this->middleware(CheckSignature::class)->only(['payu']);
        $this->middleware('signed.other')->only('refund');
    }

    // before: handle
    public function payu(Request $request)
    {
        Order::settle($request->input('reference_sale'));
    }
}
