# The server as docker-compose.yml runs it: built in one stage, run in another without compilers, browsers or root.
FROM node:20-bookworm-slim AS build
WORKDIR /sealpost
COPY package.json package-lock.json ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN node scripts/build.mjs

FROM node:20-bookworm-slim
WORKDIR /sealpost
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund && npm cache clean --force \
 && mkdir /data && chown node:node /data && chmod 700 /data
# Sources too, for the operator's commands: docker compose exec server npx sealpost
COPY tsconfig.json ./
COPY crypto crypto
COPY server server
COPY migrations migrations
COPY cli cli
COPY scripts scripts
COPY --from=build /sealpost/.cache/server .cache/server
COPY --from=build /sealpost/web/out web/out
USER node
EXPOSE 8080
VOLUME /data
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/api/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "scripts/serve.mjs"]
