<?php Http::retry(3, 200)->post('https://services.pagoefectivo.pe/v1/cips');
