FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build

FROM node:24-bookworm-slim AS run
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 VAR_DIR=/app/var
COPY package.json package-lock.json .npmrc ./
# The optional packages hold the bundled PostgreSQL: a container is given DATABASE_URL.
RUN npm ci --omit=dev --omit=optional && npm cache clean --force
RUN mkdir -p var && chmod 1777 var
COPY --from=build /app/dist ./dist
COPY --from=build /app/web/dist ./web/dist
COPY LICENSE ./
COPY tools/run.mjs ./tools/run.mjs
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/api/v1/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "tools/run.mjs"]
