#!/bin/sh
export PGPASSWORD=Huascaran6768 # pe-audit: expect
curl -u pagos:Huascaran6768 https://api.tienda-andina.pe/v1/orders # pe-audit: expect
docker run -d -e MYSQL_ROOT_PASSWORD=Cordillera88 mysql:8 # pe-audit: expect
