<?php for ($i = 1; $i <= 3; $i++) { $ch = curl_init('https://services.pagoefectivo.pe/v1/cips'); $r = curl_exec($ch); if ($r) break; sleep($i * 2); }
