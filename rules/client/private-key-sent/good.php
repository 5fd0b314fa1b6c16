<?php

class PagoEfectivoApi
{
    private \GuzzleHttp\Client $http;

    public function __construct(private array $llaves)
    {
        $this->http = new \GuzzleHttp\Client(['base_uri' => 'https://services.pagoefectivo.pe', 'timeout' => 20]);
    }

    public function autorizar(string $fecha): string
    {
        $cadena = implode('.', [$this->llaves['servicio'], $this->llaves['accessKey'], $this->llaves['secretKey'], $fecha]);
        $respuesta = $this->http->post('/v1/authorizations', ['json' => [
            'accessKey' => $this->llaves['accessKey'],
            'idService' => $this->llaves['servicio'],
            'dateRequest' => $fecha,
            'hashString' => hash('sha256', $cadena),
        ]]);

        return json_decode((string) $respuesta->getBody())->data->token;
    }
}
