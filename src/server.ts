import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { migrateStore } from '#db/migrate.ts'
import { seedBase } from '#db/seed/base.ts'
import { seedContentPractices } from '#db/seed/contentPractices.ts'
import { sessionCookieName } from '#features/identity/sessionCookie.ts'
import type { Config } from '#platform/config.ts'
import { senderAddress } from '#platform/http/client.ts'
import { createFront, type PageHandler } from '#platform/http/front/front.ts'
import { PageCache } from '#platform/http/front/pages.ts'
import { readStatics } from '#platform/http/front/statics.ts'
import { type Log, withoutData } from '#platform/log.ts'
import { observeRequest } from '#platform/metrics.ts'
import { type App, buildApp, shareApp } from './app.ts'
import { startWorker } from './worker.ts'

export interface Portal {
  readonly app: App
  readonly port: number
  /** Answers what is under way, finishes the background work, closes the store. */
  readonly stop: () => Promise<void>
}

/** The address that was asked for is taken, or not ours to take. */
export class CannotListen extends Error {}

const CLOSING_MS = 5_000

/** Serves the built portal: migrate, seed what every portal has, `prepare`, listen, work in the background. */
export async function openPortal(config: Config, prepare: (app: App) => Promise<unknown> = async () => {}): Promise<Portal> {
  // Five minutes: a file of 15 MB takes four of them on a village's half megabit a second.
  const server = createServer({ keepAliveTimeout: 30_000, requestTimeout: 300_000, headersTimeout: 15_000 })
  // Listening comes first, so that a taken port is found before the store is touched; who asks meanwhile waits.
  const early: [IncomingMessage, ServerResponse][] = []
  const wait = (request: IncomingMessage, response: ServerResponse) => void early.push([request, response])
  server.on('request', wait)
  const port = await listen(server, config)
  await migrateStore(config.databaseUrl)
  const app = buildApp(config)
  await seedBase(app)
  await seedContentPractices(app)
  await prepare(app)
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
  server.off('request', wait).on('request', front)
  for (const [request, response] of early) front(request, response)
  const stopWorker = config.worker ? startWorker(app) : async () => {}
  let stopped: Promise<void> | undefined
  const stop = async () => {
    const closed = new Promise(done => server.close(done))
    server.closeIdleConnections()
    const late = setTimeout(() => server.closeAllConnections(), CLOSING_MS)
    await Promise.all([closed, stopWorker()])
    clearTimeout(late)
    await app.close()
  }
  return {
    app,
    port,
    stop: () => {
      stopped ??= stop()
      return stopped
    },
  }
}

function listen(server: Server, { port, host }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new CannotListen(`Port ${port} is in use. Stop what uses it, or choose another one, as in PORT=${port + 1}.`)
          : new CannotListen(`Cannot listen on ${host}, port ${port}: ${error.message}`),
      ),
    )
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
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

/** Stops a portal once on the first SIGINT or SIGTERM. */
export function stopOnSignal(portal: Portal): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void portal.stop())
}
