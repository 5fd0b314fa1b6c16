FROM nginx:1.29-alpine

COPY nginx.conf /etc/nginx/nginx.conf
COPY --chmod=644 certs/tienda.crt /etc/nginx/tls/tienda.crt
COPY --chown=nginx:nginx --chmod=644 certs/tienda.key /etc/nginx/tls/tienda.key
RUN mkdir -p /var/cache/pagos && chmod 755 /var/cache/pagos

EXPOSE 443
