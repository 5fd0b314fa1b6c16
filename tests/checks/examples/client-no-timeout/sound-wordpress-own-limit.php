<?php wp_remote_post('https://services.pagoefectivo.pe/v1/cips', ['body' => $b]);
