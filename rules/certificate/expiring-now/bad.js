const https = require('node:https');

const certificate =
  '-----BEGIN CERTIFICATE-----\n' +
  'MIICDTCCAbOgAwIBAgIIRnJ33IP9PJkwCgYIKoZIzj0EAwIwTjELMAkGA1UEBhMC\n' +
  'UEUxHDAaBgNVBAoME0F1dG9yaWRhZCBJbnZlbnRhZGExITAfBgNVBAMMGEF1dG9y\n' +
  'aWRhZCBJbnZlbnRhZGEgQ0EgMTAeFw0yNjA4MjkwMDAwMDBaFw0yNjExMjYyMzU5\n' +
  'NTlaMEExCzAJBgNVBAYTAlBFMRMwEQYDVQQKDApUaWVuZGEgU0FDMR0wGwYDVQQD\n' +
  'DBRwYWdvcy50aWVuZGEuZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IA\n' +
  'BM35g8J9XX34Kvwv/XsLKZ92S1n+8ToVvSzsY4U3DzWF/3i8UbFBNOuK+eoTAR0P\n' +
  'ykWc5QxIbdH1T2CgJu1Be/WjgYcwgYQwDAYDVR0TAQH/BAIwADAdBgNVHQ4EFgQU\n' +
  'kyK2AoRfu2HwhIWDTDFeZM1eVRIwHwYDVR0jBBgwFoAUmXiYW0Aa+gsUo08mQAkh\n' +
  'coGhu30wHwYDVR0RBBgwFoIUcGFnb3MudGllbmRhLmV4YW1wbGUwEwYDVR0lBAww\n' +
  'CgYIKwYBBQUHAwEwCgYIKoZIzj0EAwIDSAAwRQIgDsv14or+98LLdG5b9BROjYuH\n' +
  'iyChf2JgaqF3BJpbEbQCIQClANmf22Qa/AAaJctaoBj9K5VGbbBFft6NxlUft8ku\n' +
  'kw==\n' +
  '-----END CERTIFICATE-----\n';

https.createServer({ cert: certificate, key: process.env.TLS_KEY }, app).listen(443);
