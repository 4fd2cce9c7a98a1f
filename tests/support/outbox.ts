import { delivery } from '#db/schema/delivery.ts'
import { readConfig } from '#platform/config.ts'
import { type App, buildApp } from '#src/app.ts'
import { onTestFinished } from 'vitest'
import type { Server } from './server.ts'

/** Another App on a running server's data, closed when the test ends: what the operator's tool would see. */
export function appBeside(server: Server): App {
  const app = buildApp(readConfig({ ...server.env, LOG_LEVEL: 'silent' }))
  onTestFinished(() => app.close())
  return app
}

export const outbox = (app: App) => app.store.read.select().from(delivery).orderBy(delivery.seq)

/** Asks again and again until it is so; says what was last seen where it never is. */
export async function until<T>(ask: () => Promise<T>, so: (seen: T) => boolean, withinMs: number): Promise<T> {
  const end = Date.now() + withinMs
  for (;;) {
    const seen = await ask()
    if (so(seen)) return seen
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms; last seen: ${JSON.stringify(seen).slice(0, 2_000)}`)
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}
