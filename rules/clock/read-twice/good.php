<?php
function authorizationBody(array $settings): array
{
    $date = date('c');
    $text = implode('.', [$settings['id'], $settings['accessKey'], $settings['secretKey']]) . '.' . $date;
    return [
        'accessKey' => $settings['accessKey'],
        'idService' => $settings['id'],
        'dateRequest' => $date,
        'hashString' => hash('sha256', $text),
    ];
}
