import org.springframework.x; class A { RestTemplate r = new RestTemplate();
 @Retryable(maxAttempts = 4, backoff = @Backoff(delay = 500, multiplier = 2))
 void f() { r.postForObject("https://services.pagoefectivo.pe/v1/cips", b, C.class); } }
