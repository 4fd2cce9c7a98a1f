import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { watchChanges } from './postgresChanges.ts'
import { copyPostgres, holdPostgres } from './tableOrder.ts'
import { isRefusal, type Reading, Refused, refuseNestedWrite, runWrite, type Store, type Writing } from './store.ts'

const PING_MS = 1_000
/** After how long PostgreSQL ends a transaction that asks nothing more. */
const CUT_OFF_MS = 60_000
/** How often a transaction is tried that PostgreSQL broke off only because of another one. */
const MOST_TRIES = 4
// Two that wait for each other (deadlock), or that cannot be put one after the other; or that both looked for a free name and
// took the same (unique violation): done again, the work sees what the other one took.
const BROKEN_OFF = new Set(['40P01', '40001', '23505'])

/** Whether a transaction was rolled back for another's sake, so that the same work may be done again. */
function brokenOff(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause)
    if (BROKEN_OFF.has(String((at as { code?: unknown }).code))) return true
  return false
}

/** How long a write waits for a replica to have it; one that is later than this is read as it is. */
const CATCH_UP_MS = 2_000

/** Waits until the replica has what the primary has now, so that who wrote reads their own work on the next page. */
async function catchUp(primary: postgres.Sql, replica: postgres.Sql): Promise<void> {
  const until = performance.now() + CATCH_UP_MS
  const [head] = await primary`SELECT pg_current_wal_lsn()::text AS lsn`
  for (;;) {
    const [row] = await replica`SELECT coalesce(pg_last_wal_replay_lsn() >= ${head?.lsn}::text::pg_lsn, true) AS there`
    if (row?.there || performance.now() > until) return
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}

/** Opens a PostgreSQL store. `replicaUrl`, where given, serves `store.read`. Reads run on connections that cannot write. */
export function openPostgres(url: string, replicaUrl?: string): Store {
  const options = { max: 10, onnotice: () => {}, idle_timeout: 30, connect_timeout: 10 }
  // Every write locks the head of the trail at its end: a server that is cut off in between must not hold up all others.
  const primary = postgres(url, { ...options, connection: { idle_in_transaction_session_timeout: CUT_OFF_MS } })
  const reader = postgres(replicaUrl ?? url, { ...options, connection: { default_transaction_read_only: true } })
  const db = drizzle({ client: primary })
  // Where pages are read from: what a replica does not have yet must not count as seen, or its old page would be kept for good.
  const changes = watchChanges(replicaUrl ? reader : primary)

  return {
    engine: 'postgres',
    read: drizzle({ client: reader }) as unknown as Reading,
    write: async <T>(work: (tx: Writing) => Promise<T>) => {
      refuseNestedWrite()
      for (let tries = 1; ; tries += 1)
        try {
          const value = await db.transaction(async tx => {
            const value = await runWrite(work, tx as unknown as Writing)
            if (isRefusal(value)) throw new Refused(value)
            return value
          })
          // It is committed: a replica that cannot be asked changes nothing about that.
          if (replicaUrl) await catchUp(primary, reader).catch(() => {})
          // This process's own changes are known before the writer goes on, so that it never sees an old page; those that a
          // replica lags behind with are known as soon as it has them.
          await changes.look()
          return value
        } catch (error) {
          if (error instanceof Refused) return error.result as T
          if (tries === MOST_TRIES || !brokenOff(error)) throw error
          await new Promise(resolve => setTimeout(resolve, 20 * tries))
        }
    },
    holdStill: holdPostgres,
    copyInOrder: async tables => {
      refuseNestedWrite()
      await copyPostgres(primary, tables)
      return true
    },
    changedTags: changes.take,
    ping: async () => {
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('the database did not answer in time')), PING_MS)
      })
      try {
        await Promise.race([db.execute(sql`SELECT 1`), late])
      } finally {
        clearTimeout(timer)
      }
    },
    close: async () => {
      changes.stop()
      await Promise.all([primary.end({ timeout: 5 }), reader.end({ timeout: 5 })])
    },
  }
}
