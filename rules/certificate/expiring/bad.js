const https = require('node:https');

const certificate =
  '-----BEGIN CERTIFICATE-----\n' +
  'MIICDDCCAbKgAwIBAgIUD7dEKHOo0zjCNWVAVjKeFZxEB0wwCgYIKoZIzj0EAwIw\n' +
  'QTEcMBoGA1UECgwTQXV0b3JpZGFkIEludmVudGFkYTEhMB8GA1UEAwwYQXV0b3Jp\n' +
  'ZGFkIEludmVudGFkYSBDQSAxMB4XDTI2MDYwMTAwMDAwMFoXDTI2MTIxMDAwMDAw\n' +
  'MFowQTELMAkGA1UEBhMCUEUxEzARBgNVBAoMClRpZW5kYSBTQUMxHTAbBgNVBAMM\n' +
  'FHBhZ29zLnRpZW5kYS5leGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n' +
  'doyuudN7Vq/qW80t3VbTVJ0aL1atJN8yhAHhtlmpCkdQgNdgpHN++x0eRPs7ox9j\n' +
  'WHmBSJkYesL44vdhhPTSh6OBhzCBhDAMBgNVHRMBAf8EAjAAMB0GA1UdDgQWBBSR\n' +
  'qFKdfEJYINctxWaZuUj3fawilzAfBgNVHSMEGDAWgBTWcvPzzUsqtC8mm+1PISdK\n' +
  'o+mp0DAfBgNVHREEGDAWghRwYWdvcy50aWVuZGEuZXhhbXBsZTATBgNVHSUEDDAK\n' +
  'BggrBgEFBQcDATAKBggqhkjOPQQDAgNIADBFAiEAq0BEXSfNxnHqUYYC4SJfpbPS\n' +
  'oR22jMzCb4kzcVf1cJMCIFjPzC5h2N7IKR7K6xnfvU1Eohix4jZ8bE/heAJI1Zha\n' +
  '-----END CERTIFICATE-----\n';

https.createServer({ cert: certificate, key: process.env.TLS_KEY }, app).listen(443);
