<?php $c = curl_init('https://services.pagoefectivo.pe/v1/cips'); curl_setopt($c, CURLOPT_CONNECTTIMEOUT, 5); curl_exec($c);
