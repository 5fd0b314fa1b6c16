<?php
$date = date('Y-m-d\TH:i:s');
$body = [
    'accessKey' => getenv('PAGOEFECTIVO_ACCESS_KEY'),
    'idService' => (int) getenv('PAGOEFECTIVO_SERVICE_ID'),
    'dateRequest' => $date, // pe-audit: expect
    'hashString' => authorizationHash($date),
];
