<?php Http::timeout(0)->post('https://services.pagoefectivo.pe/v1/cips', $b);
