<?php
$date = (new DateTimeImmutable('now', new DateTimeZone('America/Lima')))->format(DATE_ATOM);
$body = [
    'accessKey' => getenv('PAGOEFECTIVO_ACCESS_KEY'),
    'idService' => (int) getenv('PAGOEFECTIVO_SERVICE_ID'),
    'dateRequest' => $date,
    'hashString' => authorizationHash($date),
];
