<?php

class Culqi
{
    public function genuino(Request $request): bool
    {
        $enviada = $request->header('x-culqi-signature');

        return hash_equals(hash_hmac('sha256', $request->getContent(), $this->llave), (string) $enviada);
    }

    public function cargo(Request $request): array
    {
        return Http::get('https://api.culqi.com/v2/charges/' . $request->input('webhook.payment.id'))->json();
    }
}
