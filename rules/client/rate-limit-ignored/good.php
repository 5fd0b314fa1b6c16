<?php

namespace App\Services;

use Carbon\Carbon;

class PagoEfectivoService
{
    public function autorizar(): string
    {
        $cliente = new \GuzzleHttp\Client(['connect_timeout' => 5, 'timeout' => 20]);
        $fecha = Carbon::now('America/Lima')->toAtomString();
        $cadena = implode('.', [
            config('pagoefectivo.service_id'),
            config('pagoefectivo.access_key'),
            config('pagoefectivo.secret_key'),
            $fecha,
        ]);
        $respuesta = $cliente->post(config('pagoefectivo.url') . '/v1/authorizations', [
            'json' => [
                'accessKey' => config('pagoefectivo.access_key'),
                'idService' => config('pagoefectivo.service_id'),
                'dateRequest' => $fecha,
                'hashString' => hash('sha256', $cadena),
            ],
            'http_errors' => false,
        ]);
        if ($respuesta->getStatusCode() === 429) {
            throw new DemasiadasLlamadas((int) $respuesta->getHeaderLine('Retry-After'));
        }

        return json_decode((string) $respuesta->getBody())->data->token;
    }
}
