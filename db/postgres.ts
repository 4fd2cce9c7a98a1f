import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { isRefusal, Refused, type Reading, type Store, type Writing } from './store.ts'

/** How often other processes' changes are looked up; this process's own are told at once. */
const CHANGE_POLL_MS = 1_000

/** Opens a PostgreSQL store. `replicaUrl`, where given, serves `store.read`. */
export function openPostgres(url: string, replicaUrl?: string): Store {
  const primary = postgres(url, { max: 10, onnotice: () => {}, idle_timeout: 30 })
  const replica = replicaUrl ? postgres(replicaUrl, { max: 10, onnotice: () => {}, idle_timeout: 30 }) : primary
  const db = drizzle({ client: primary })
  // Identity numbers are given out before commit: a lower one may appear after a higher one, so a window is read again.
  const WINDOW = 500
  const seen = new Set<number>()
  let lastSeen = 0
  let waiting: string[] = []
  let polling = false

  async function poll(): Promise<void> {
    if (polling) return
    polling = true
    try {
      const rows = await primary`SELECT id, tag FROM page_change WHERE id > ${lastSeen - WINDOW} ORDER BY id`
      for (const row of rows) {
        const id = Number(row.id)
        if (seen.has(id)) continue
        seen.add(id)
        waiting.push(String(row.tag))
        lastSeen = Math.max(lastSeen, id)
      }
      for (const id of seen) if (id <= lastSeen - WINDOW) seen.delete(id)
    } catch {
      // Unreachable or not migrated yet: /readyz says so, and pages are simply not cached across the gap.
    } finally {
      polling = false
    }
  }
  const timer = setInterval(poll, CHANGE_POLL_MS)
  timer.unref()

  return {
    engine: 'postgres',
    read: drizzle({ client: replica }) as unknown as Reading,
    write: async <T>(work: (tx: Writing) => Promise<T>) => {
      try {
        return await db.transaction(async tx => {
          const value = await work(tx as unknown as Writing)
          if (isRefusal(value)) throw new Refused(value)
          return value
        })
      } catch (error) {
        if (error instanceof Refused) return error.result as T
        throw error
      } finally {
        await poll()
      }
    },
    changedTags: () => {
      const tags = waiting
      if (tags.length > 0) waiting = []
      return tags
    },
    ping: async () => void (await db.execute(sql`SELECT 1`)),
    close: async () => {
      clearInterval(timer)
      await primary.end({ timeout: 5 })
      if (replica !== primary) await replica.end({ timeout: 5 })
    },
  }
}
