<?php
function authorizationBody(array $settings): array
{
    $text = implode('.', [$settings['id'], $settings['accessKey'], $settings['secretKey']]) . '.' . date('c');
    return [
        'accessKey' => $settings['accessKey'],
        'idService' => $settings['id'],
        'dateRequest' => date('c'), // pe-audit: expect
        'hashString' => hash('sha256', $text),
    ];
}
