import { execFile, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import postgres from 'postgres'

const run = promisify(execFile)

function findBin(): string | undefined {
  const debian = '/usr/lib/postgresql'
  if (existsSync(debian))
    for (const version of readdirSync(debian).sort((a, b) => Number(b) - Number(a)))
      if (existsSync(join(debian, version, 'bin/initdb'))) return join(debian, version, 'bin')
  return (process.env.PATH ?? '')
    .split(':')
    .find(folder => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')))
}

/** PostgreSQL refuses to run as root; its own account is there wherever the package is. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  for (const name of ['postgres', 'nobody'])
    try {
      const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }).trim())
      return { uid: id('-u'), gid: id('-g') }
    } catch {}
  return undefined
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** Starts a throw-away cluster on a free port, or says why there is none. */
export async function startPostgres(): Promise<{ url: string; stop: () => Promise<void> } | { missing: string }> {
  const bin = findBin()
  if (!bin) return { missing: 'PostgreSQL is not installed (no initdb found)' }
  const user = unprivileged()
  if (process.getuid?.() === 0 && !user) return { missing: 'PostgreSQL cannot run as root and no other account is there' }
  const folder = mkdtempSync(join(tmpdir(), 'ashar-postgres-'))
  if (user) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  await run(join(bin, 'initdb'), ['-D', data, '-U', 'ashar', '-A', 'trust', '-E', 'UTF8', '--no-locale', '-N'], {
    ...user,
    cwd: folder,
  })
  return serve(bin, user, folder)
}

/** A replica of a cluster that `startPostgres` made, behind it by `delayMs`. */
export async function startReplica(primaryUrl: string, delayMs: number): Promise<{ url: string; stop: () => Promise<void> }> {
  const [bin, user] = [findBin(), unprivileged()]
  if (!bin) throw new Error('a cluster without its programs')
  const folder = mkdtempSync(join(tmpdir(), 'ashar-replica-'))
  if (user) chownSync(folder, user.uid, user.gid)
  const from = ['-d', primaryUrl, '-R', '-X', 'stream', '--checkpoint=fast', '--no-sync']
  await run(join(bin, 'pg_basebackup'), ['-D', join(folder, 'data'), ...from], { ...user, cwd: folder })
  return serve(bin, user, folder, [`recovery_min_apply_delay=${delayMs}ms`])
}

async function serve(bin: string, user: ReturnType<typeof unprivileged>, folder: string, more: readonly string[] = []) {
  const port = await freePort()
  const settings = ['listen_addresses=127.0.0.1', 'fsync=off', 'max_connections=200', ...more].flatMap(one => ['-c', one])
  const where = ['-D', join(folder, 'data'), '-p', String(port), '-k', folder]
  const server = spawn(join(bin, 'postgres'), [...where, ...settings], { ...user, cwd: folder, stdio: 'ignore' })
  const url = `postgres://ashar@127.0.0.1:${port}/postgres`
  const client = postgres(url, { max: 1, onnotice: () => {} })
  for (let attempt = 0; ; attempt += 1) {
    try {
      await client`SELECT 1`
      break
    } catch (error) {
      if (attempt > 100) throw error
      await new Promise(resolve => setTimeout(resolve, 100))
    }
  }
  await client.end()
  return {
    url,
    stop: async () => {
      const ended = new Promise(resolve => server.once('exit', resolve))
      server.kill('SIGQUIT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
