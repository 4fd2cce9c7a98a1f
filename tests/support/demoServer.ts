import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrateStore } from '#db/migrate.ts'
import type { DemoAccount } from '#db/seed/demoAccounts.ts'
import { seedDemo } from '#db/seed/demo.ts'
import { readConfig } from '#platform/config.ts'
import { buildApp } from '#src/app.ts'
import { type Server, startServer } from './server.ts'

/** The built portal with its demo data in a temporary folder, and who can sign in; `stop` clears the folder away. */
export async function startDemoServer(): Promise<Server & { readonly accounts: readonly DemoAccount[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'ashar-demo-'))
  const env = { DATA_DIR: folder, DATABASE_URL: `file:${join(folder, 'ashar.db')}`, ASHAR_DEMO: '1', LOG_LEVEL: 'warn' }
  await migrateStore(env.DATABASE_URL)
  const app = buildApp(readConfig(env))
  const { accounts } = await seedDemo(app)
  await app.close()
  const server = await startServer(env)
  const stop = async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
  return { ...server, stop, accounts }
}
