import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { freshDatabase } from './app.ts'

export interface Server {
  readonly url: string
  readonly process: ChildProcess
  readonly env: Record<string, string>
  /** SIGTERM, and wait. */
  readonly stop: () => Promise<void>
  /** SIGKILL, and wait. */
  readonly kill: () => Promise<void>
  /** What it wrote so far. */
  readonly output: () => string
}

/** Starts the built portal on a free port; `env` of a killed server starts it again on the same data. */
export async function startServer(env: Record<string, string> = {}): Promise<Server> {
  if (!existsSync('dist/server/entry.mjs')) throw new Error('the portal is not built: npm run build')
  const database = env.DATABASE_URL ? {} : await freshDatabase()
  const full = { LOG_LEVEL: 'warn', HOST: '127.0.0.1', PORT: '0', ...database, ...env }
  const { DATABASE_URL: _, ...inherited } = process.env
  const child = spawn(process.execPath, ['src/serve.ts'], {
    env: { ...(inherited as Record<string, string>), ...full },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let written = ''
  child.stdout?.on('data', chunk => (written += chunk))
  child.stderr?.on('data', chunk => (written += chunk))
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', message => resolve((message as { listening: number }).listening))
    child.once('exit', code => reject(new Error(`the server ended with ${code}:\n${written}`)))
  })
  const end = (signal: NodeJS.Signals) =>
    new Promise<void>(resolve => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve()
      child.once('exit', () => resolve())
      child.kill(signal)
    })
  return {
    url: `http://127.0.0.1:${port}`,
    process: child,
    env: full,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    output: () => written,
  }
}
