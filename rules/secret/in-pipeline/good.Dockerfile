FROM php:8.4-apache
ARG COMPOSER_TOKEN
ENV APP_ENV=production \
    PAGOEFECTIVO_SECRET_KEY_FILE=/run/secrets/pagoefectivo
COPY .env.example /var/www/html/.env
RUN --mount=type=secret,id=composer_token composer install --no-dev
