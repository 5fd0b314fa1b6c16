#!/bin/sh
: "${PORT:=8080}"
export JWT_SECRET="${JWT_SECRET:-panel-tienda-andina-2025}" # pe-audit: expect
exec node server.js
