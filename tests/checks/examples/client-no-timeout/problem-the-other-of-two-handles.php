<?php function a() { $c = curl_init('https://services.pagoefectivo.pe/v1/cips'); curl_setopt($c, CURLOPT_TIMEOUT, 15); curl_exec($c); }
function b() { $c = curl_init('https://services.pagoefectivo.pe/v1/cips'); curl_exec($c); }
