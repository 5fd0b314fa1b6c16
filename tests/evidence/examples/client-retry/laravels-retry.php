<?php $r = retry(2, fn () => Http::post('https://services.pagoefectivo.pe/v1/cips'), 100);
