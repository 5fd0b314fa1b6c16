<?php

namespace Tienda\Pagos;

class PagoEfectivo
{
    public const SIGNATURE_HEADER = 'PE-Signature';
    private const TOKEN_URL = 'https://services.pagoefectivo.pe/v1/authorizations';

    public function __construct(private string $secretKey)
    {
    }

    public static function fromEnvironment(): self
    {
        $secretKey = getenv('PAGOEFECTIVO_SECRET_KEY');
        if ($secretKey === false || $secretKey === '') {
            throw new \RuntimeException('PAGOEFECTIVO_SECRET_KEY is not set');
        }
        return new self($secretKey);
    }

    public function rules(): array
    {
        return ['password' => 'required|string|min:8', 'token' => 'nullable'];
    }
}
