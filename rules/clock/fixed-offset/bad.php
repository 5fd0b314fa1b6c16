<?php
function authorizationRequest(string $accessKey, string $secretKey, int $idService): array
{
    $date = date('Y-m-d\TH:i:s') . '-05:00'; // pe-audit: expect
    return [
        'accessKey' => $accessKey,
        'idService' => $idService,
        'dateRequest' => $date,
        'hashString' => hash('sha256', "$idService.$accessKey.$secretKey.$date"),
    ];
}
