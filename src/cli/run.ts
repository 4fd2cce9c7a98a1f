import { ConfigError, readConfig } from '#platform/config.ts'
import { problemErrors } from '#platform/http/problem.ts'
import { openLog } from '#platform/log.ts'
import type { Refusal } from '#platform/result.ts'
import type { App } from '#src/app.ts'

/** Ends a command with an exit status, once what it has to say was written. */
export class Stopped extends Error {
  readonly status: number
  constructor(status: number) {
    super(`exit ${status}`)
    this.status = status
  }
}

/** Runs one command's work on a migrated store, and closes it; logs are quiet unless LOG_LEVEL says otherwise. */
export async function withApp<T>(work: (app: App) => Promise<T>): Promise<T> {
  // Loaded here, since a command that needs no store should not wait for it.
  const [{ migrateStore }, { buildApp }] = await Promise.all([import('#db/migrate.ts'), import('#src/app.ts')])
  let app: App
  try {
    const config = readConfig({ LOG_LEVEL: 'warn', ...process.env })
    await migrateStore(config.databaseUrl)
    app = { ...buildApp(config), log: openLog(config.logLevel, 'stderr') }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    process.stderr.write(`${error.message}\n`)
    throw new Stopped(1)
  }
  try {
    return await work(app)
  } finally {
    await app.close()
  }
}

/** Writes refusals to stderr, one a line, with `json` also to stdout as the API tells them, and ends with status 1. */
export function refuse(
  refusals: readonly Refusal[],
  words: (refusal: Refusal) => string,
  { json = false }: { readonly json?: boolean | undefined } = {},
): never {
  if (json) sayJson({ refusals: problemErrors(refusals, words) })
  for (const refusal of refusals)
    process.stderr.write(`${refusal.path ? `${refusal.path}: ` : ''}${words(refusal)} [${refusal.code}]\n`)
  throw new Stopped(1)
}

export const say = (line: string): void => void process.stdout.write(`${line}\n`)
export const sayJson = (value: unknown): void => say(JSON.stringify(value, null, 2))
