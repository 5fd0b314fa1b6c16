class A { private final RestTemplate rest;
 void f() { rest.postForObject("https://services.pagoefectivo.pe/v1/cips", b, C.class); } }
