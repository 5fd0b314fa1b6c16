const https = require('node:https');

const certificate =
  '-----BEGIN CERTIFICATE-----\n' +
  'MIICDjCCAbOgAwIBAgIIRnJ33IP9PJkwCgYIKoZIzj0EAwIwTjELMAkGA1UEBhMC\n' +
  'UEUxHDAaBgNVBAoME0F1dG9yaWRhZCBJbnZlbnRhZGExITAfBgNVBAMMGEF1dG9y\n' +
  'aWRhZCBJbnZlbnRhZGEgQ0EgMTAeFw0yNjA4MjkwMDAwMDBaFw0yNjExMjYyMzU5\n' +
  'NTlaMEExCzAJBgNVBAYTAlBFMRMwEQYDVQQKDApUaWVuZGEgU0FDMR0wGwYDVQQD\n' +
  'DBRwYWdvcy50aWVuZGEuZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IA\n' +
  'BM35g8J9XX34Kvwv/XsLKZ92S1n+8ToVvSzsY4U3DzWF/3i8UbFBNOuK+eoTAR0P\n' +
  'ykWc5QxIbdH1T2CgJu1Be/WjgYcwgYQwDAYDVR0TAQH/BAIwADAdBgNVHQ4EFgQU\n' +
  'kyK2AoRfu2HwhIWDTDFeZM1eVRIwHwYDVR0jBBgwFoAUmXiYW0Aa+gsUo08mQAkh\n' +
  'coGhu30wHwYDVR0RBBgwFoIUcGFnb3MudGllbmRhLmV4YW1wbGUwEwYDVR0lBAww\n' +
  'CgYIKwYBBQUHAwEwCgYIKoZIzj0EAwIDSQAwRgIhANrRZK6++g6fGg2jt9tBJv4j\n' +
  'oGxNFk6r+NvSI3JF8yhmAiEApyh3yD2dBmivMPQjCZOn9OKcXGjYN4WnQyAljdnw\n' +
  'Amg=\n' +
  '-----END CERTIFICATE-----\n';

https.createServer({ cert: certificate, key: process.env.TLS_KEY }, app).listen(443);
