FROM node:22-alpine AS build
WORKDIR /app
ARG VITE_API_URL
ARG VITE_PUSHER_APP_KEY
ENV NODE_ENV=production
COPY . .
RUN npm ci && npm run build
