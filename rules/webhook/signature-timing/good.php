<?php

namespace App\Http\Controllers;

use Illuminate\Http\Request;

class NotificationController extends Controller
{
    public function paid(Request $request)
    {
        $received = $request->header('PE-Signature');
        if ($received === null || $received === '') {
            return response('missing signature', 401);
        }
        $computed = hash_hmac('sha256', $request->getContent(), config('services.pagoefectivo.secret_key'));
        if (!hash_equals($computed, $received)) {
            return response('invalid signature', 401);
        }
        if ($request->input('signature_version') == config('services.pagoefectivo.signature_version')) {
            $this->settle($request->json('data.cip'));
        }
        return response('', 200);
    }

    public function changePassword(Request $request)
    {
        if ($request->input('password') !== $request->input('password_confirmation')) {
            return back()->withErrors('The passwords differ');
        }
        return redirect()->home();
    }
}
