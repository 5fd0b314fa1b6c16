FROM php:8.4-apache
ENV PAGOEFECTIVO_URL=http://services.pagoefectivo.pe
COPY . /var/www/html
