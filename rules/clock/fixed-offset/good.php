<?php
function authorizationRequest(string $accessKey, string $secretKey, int $idService): array
{
    $now = new DateTimeImmutable('now', new DateTimeZone('America/Lima'));
    $date = $now->format('Y-m-d\TH:i:s') . '-05:00';
    return [
        'accessKey' => $accessKey,
        'idService' => $idService,
        'dateRequest' => $date,
        'hashString' => hash('sha256', "$idService.$accessKey.$secretKey.$date"),
    ];
}
