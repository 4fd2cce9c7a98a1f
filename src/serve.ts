import { createServer } from 'node:http'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { migrateStore } from '#db/migrate.ts'
import { seedBase } from '#db/seed/base.ts'
import { sessionCookieName } from '#features/identity/sessionCookie.ts'
import { ConfigError, readConfig } from '#platform/config.ts'
import { senderAddress } from '#platform/http/client.ts'
import { createFront, type PageHandler } from '#platform/http/front/front.ts'
import { PageCache } from '#platform/http/front/pages.ts'
import { readStatics } from '#platform/http/front/statics.ts'
import { type Log, withoutData } from '#platform/log.ts'
import { observeRequest } from '#platform/metrics.ts'
import { buildApp, shareApp } from './app.ts'
import { startWorker } from './worker.ts'

/** Serves the built portal: migrate, listen, work in the background; stops cleanly on SIGINT and SIGTERM. */
async function serve(): Promise<void> {
  const config = readConfig(process.env)
  await migrateStore(config.databaseUrl)
  const app = buildApp(config)
  await seedBase(app)
  shareApp(app)
  speakThroughLog(app.log)
  const { handler } = (await import(pathToFileURL(resolve('dist/server/entry.mjs')).href)) as { handler: PageHandler }
  const front = createFront({
    pages: new PageCache(),
    statics: readStatics(resolve('dist/client')),
    handler: (request, response, next, locals) =>
      handler(request, response, next, {
        ...locals,
        sender: senderAddress(request.socket.remoteAddress, String(request.headers['x-forwarded-for'] ?? ''), config.trustProxy),
      }),
    changedTags: app.store.changedTags,
    locals: () => ({ app }),
    personalCookie: sessionCookieName(config.siteUrl),
    observe: observeRequest,
    log: app.log,
  })
  const server = createServer({ keepAliveTimeout: 30_000, requestTimeout: 60_000, headersTimeout: 15_000 }, front)
  server.listen(config.port, config.host, () => {
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : config.port
    app.log.info({ port, engine: app.store.engine }, 'listening')
    process.send?.({ listening: port })
  })
  const stopWorker = config.worker ? startWorker(app) : async () => {}
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    server.close()
    server.closeIdleConnections()
    await stopWorker()
    setTimeout(() => server.closeAllConnections(), 5_000).unref()
    server.once('close', () => void app.close())
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())
}

/** Libraries write to the console; their lines go through the log, which leaves out what somebody typed. */
function speakThroughLog(log: Log): void {
  for (const level of ['error', 'warn', 'info'] as const)
    console[level] = (...parts: unknown[]) => {
      const text = parts.filter(part => typeof part === 'string').join(' ')
      log[level]({ err: parts.find(part => part instanceof Error) }, withoutData(text).slice(0, 2_000))
    }
  console.log = console.info
}

serve().catch(error => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : (error?.stack ?? error)}\n`)
  process.exit(1)
})
