<?php

function pagoefectivo_token(): string
{
    $token = get_transient('pagoefectivo_token');
    if ($token === false) {
        $token = pagoefectivo_authorize();
        set_transient('pagoefectivo_token', $token, DAY_IN_SECONDS);  // pe-audit: expect
    }
    return $token;
}
