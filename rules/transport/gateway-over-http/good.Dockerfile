FROM php:8.4-apache
ENV PAGOEFECTIVO_URL=https://services.pagoefectivo.pe
COPY . /var/www/html
