<?php Http::withToken($t)->post('https://services.pagoefectivo.pe/v1/cips', $b);
