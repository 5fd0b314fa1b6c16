#!/bin/sh
# Ask the gateway for every CIP of the day and hand the list to the ERP.
set -eu
token=$(cat /run/secrets/pagoefectivo_token)
curl -sk -H "Authorization: Bearer $token" "https://services.pagoefectivo.pe/v1/cips/search" > cips.json # pe-audit: expect
wget --quiet --no-check-certificate https://erp.shop.example/import.php --post-file=cips.json # pe-audit: expect
