const https = require('node:https');

const certificate =
  '-----BEGIN CERTIFICATE-----\n' +
  'MIICDTCCAbKgAwIBAgIUL6YugGGGvxzxyCsp8NVs+rltHxowCgYIKoZIzj0EAwIw\n' +
  'QTEcMBoGA1UECgwTQXV0b3JpZGFkIEludmVudGFkYTEhMB8GA1UEAwwYQXV0b3Jp\n' +
  'ZGFkIEludmVudGFkYSBDQSAxMB4XDTI0MDEwMTAwMDAwMFoXDTQ5MTIzMTAwMDAw\n' +
  'MFowQTELMAkGA1UEBhMCUEUxEzARBgNVBAoMClRpZW5kYSBTQUMxHTAbBgNVBAMM\n' +
  'FHBhZ29zLnRpZW5kYS5leGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n' +
  '4AlcDeCgsWxeRLcdDFOkEQgbDTtDceKnnH+DdaYsUBjmNClrK5LJLgHREOfmNzAK\n' +
  'LHZDYX5Nu2wj8cH9gBbsQaOBhzCBhDAMBgNVHRMBAf8EAjAAMB0GA1UdDgQWBBSA\n' +
  '9uryEcgwttT+t86gd+PMZmgjyDAfBgNVHSMEGDAWgBTWcvPzzUsqtC8mm+1PISdK\n' +
  'o+mp0DAfBgNVHREEGDAWghRwYWdvcy50aWVuZGEuZXhhbXBsZTATBgNVHSUEDDAK\n' +
  'BggrBgEFBQcDATAKBggqhkjOPQQDAgNJADBGAiEA80L2tUy5SSV2hzGwPxGmA9ag\n' +
  'um41LcfOBseB9iN2SoMCIQCfs3V82o5ROUZl8NqhMf0LnFDTamc0D0skkTnDCpar\n' +
  '8g==\n' +
  '-----END CERTIFICATE-----\n';

https.createServer({ cert: certificate, key: process.env.TLS_KEY }, app).listen(443);
