FROM php:8.4-apache
ARG COMPOSER_TOKEN=ghp_R4nD0mT13nd4And1naHu4scar4nXyZw0987
ENV APP_ENV=production LOG_LEVEL=info
ENV PAGOEFECTIVO_SECRET_KEY=P3nS6vLk2TqW8zBxJ4mHc0RyF7dZgA5eU1oK9iXb
COPY .env.production /var/www/html/.env
RUN mysql -uroot --password=Huascaran6768 < schema.sql
