FROM node:22-alpine AS build
WORKDIR /app
ARG VITE_API_URL
ARG VITE_PAGOEFECTIVO_SECRET_KEY # pe-audit: expect
ENV REACT_APP_SERVICE_ROLE_KEY=$SERVICE_ROLE_KEY # pe-audit: expect
COPY . .
RUN npm ci && npm run build
