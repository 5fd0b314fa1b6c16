<?php use GuzzleHttp\Client; class P { private function http() { return new Client(['timeout' => 9]); }
 function f() { return $this->http()->post('https://services.pagoefectivo.pe/v1/cips'); } }
