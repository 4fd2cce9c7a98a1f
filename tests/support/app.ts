import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import postgres from 'postgres'
import { inject, onTestFinished } from 'vitest'
import { migrateStore } from '#db/migrate.ts'
import { readConfig } from '#platform/config.ts'
import { type App, buildApp } from '#src/app.ts'

export const engine = (process.env.ASHAR_TEST_ENGINE ?? 'sqlite') as 'sqlite' | 'postgres'

/** Why tests of this engine cannot run here, for `describe.skipIf(engineMissing())`. */
export const engineMissing = (): string | undefined => {
  const cluster = inject('postgres')
  return engine === 'postgres' && 'missing' in cluster ? cluster.missing : undefined
}

/** Settings for a new, empty database of the engine under test, migrated unless said otherwise. */
export async function freshDatabase(options: { migrated?: boolean } = {}): Promise<{ DATA_DIR: string; DATABASE_URL: string }> {
  const name = `t_${randomBytes(6).toString('hex')}`
  const dataDir = join(inject('folder'), name)
  const cluster = inject('postgres')
  let url = `file:${join(dataDir, 'ashar.db')}`
  if (engine === 'postgres') {
    if ('missing' in cluster) throw new Error(cluster.missing)
    const client = postgres(cluster.url, { max: 1, onnotice: () => {} })
    await client.unsafe(`CREATE DATABASE ${name}`)
    await client.end()
    url = cluster.url.replace(/\/postgres$/, `/${name}`)
  }
  if (options.migrated !== false) await migrateStore(url)
  return { DATA_DIR: dataDir, DATABASE_URL: url }
}

/**
 * An App on a fresh database, closed when the test ends. `now` may be a fixed instant or a clock of the test's.
 * Outgoing mail goes to files; `LOG_LEVEL` is silent.
 */
export async function testApp(
  options: { now?: Date | (() => Date); env?: Record<string, string>; keep?: boolean } = {},
): Promise<App> {
  const settings = await freshDatabase()
  const app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings, ...options.env }))
  const { now } = options
  const clock = typeof now === 'function' ? now : now ? () => now : app.now
  const built: App = { ...app, now: clock }
  if (!options.keep) onTestFinished(() => built.close())
  return built
}
