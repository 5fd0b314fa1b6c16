#!/bin/sh
: "${JWT_SECRET:?is not set}"
export JWT_SECRET DB_PASSWORD="${DB_PASSWORD}"
export TOKEN_TTL="${TOKEN_TTL:-3600}"
exec node server.js
