<?php
class WebhookAccess
{
    public function admits(Request $request): bool
    {
        $allowedIps = config('services.pagoefectivo.allowed_ips');
        if (empty($allowedIps)) {
            return false;
        }
        return in_array($request->ip(), $allowedIps, true);
    }
}
