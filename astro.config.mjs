import node from '@astrojs/node'
import { defineConfig } from 'astro/config'
import { prunedVariables } from './src/styles/pruneVariables.mjs'

// Packages with native parts, or that the server's own code and the built pages must share one instance of.
const external = [
  'better-sqlite3', 'drizzle-orm', 'postgres', 'pino', 'prom-client', 'nodemailer', '@node-rs/argon2', 'intl-messageformat',
  'zod', 'ajv', 'read-excel-file', 'write-excel-file', 'standardwebhooks', 'rate-limiter-flexible', 'lucia', 'yaml', 'qrcode',
  'csv-parse', 'csv-stringify', 'uuid', 'fflate', 'otpauth', 'openid-client',
  'pdfmake', 'ical-generator',
] // prettier-ignore

export default defineConfig({
  output: 'server',
  adapter: node({ mode: 'middleware' }),
  integrations: [prunedVariables()],
  trailingSlash: 'ignore',
  compressHTML: true,
  // Our own check in src/middleware.ts knows proxies, old browsers and the API.
  security: { checkOrigin: false },
  devToolbar: { enabled: false },
  cache: { provider: { entrypoint: new URL('./src/platform/http/front/provider.ts', import.meta.url) } },
  // The content security policy allows nothing inline.
  build: { inlineStylesheets: 'never' },
  vite: {
    cacheDir: '.astro/vite',
    build: { assetsInlineLimit: 0 },
    ssr: { external },
  },
})
