#!/bin/sh
export PGPASSWORD="$(cat /run/secrets/pg)"
curl -H "Authorization: Bearer $TOKEN" https://api.tienda-andina.pe/v1/orders
docker run -d -e MYSQL_ROOT_PASSWORD="${MYSQL_ROOT_PASSWORD:?}" mysql:8
pg_dump --password "$PGPASSWORD"
DB_PASSWORD=changeme
