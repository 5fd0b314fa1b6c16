const https = require('node:https');

const certificate =
  '-----BEGIN CERTIFICATE-----\n' +
  'MIIB/zCCAaagAwIBAgIIB+PVSxDP+LgwCgYIKoZIzj0EAwIwQTELMAkGA1UEBhMC\n' +
  'UEUxEzARBgNVBAoMClRpZW5kYSBTQUMxHTAbBgNVBAMMFHBhZ29zLnRpZW5kYS5l\n' +
  'eGFtcGxlMB4XDTI2MDkyMzAwMDAwMFoXDTI3MDkyMjIzNTk1OVowQTELMAkGA1UE\n' +
  'BhMCUEUxEzARBgNVBAoMClRpZW5kYSBTQUMxHTAbBgNVBAMMFHBhZ29zLnRpZW5k\n' +
  'YS5leGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEzfmDwn1dffgq/C/9\n' +
  'ewspn3ZLWf7xOhW9LOxjhTcPNYX/eLxRsUE064r56hMBHQ/KRZzlDEht0fVPYKAm\n' +
  '7UF79aOBhzCBhDAMBgNVHRMBAf8EAjAAMB0GA1UdDgQWBBSTIrYChF+7YfCEhYNM\n' +
  'MV5kzV5VEjAfBgNVHSMEGDAWgBSTIrYChF+7YfCEhYNMMV5kzV5VEjAfBgNVHREE\n' +
  'GDAWghRwYWdvcy50aWVuZGEuZXhhbXBsZTATBgNVHSUEDDAKBggrBgEFBQcDATAK\n' +
  'BggqhkjOPQQDAgNHADBEAiBsJPUZz/oehTPznB6T8h1a/4tVr9zyTLU4q0hkPgvn\n' +
  'YAIgTJQrdXcD9ddZjVv1m9u1lAduV/yz7lhz0zEmGkiepJE=\n' +
  '-----END CERTIFICATE-----\n';

https.createServer({ cert: certificate, key: process.env.TLS_KEY }, app).listen(443);
