import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { foldForSearch } from '#platform/fold.ts'
import { isRefusal, type Reading, type Store, type Writing } from './store.ts'

/** Most transactions that share one commit; more only makes the first of them wait longer. */
const SHARED_COMMIT_MAX = 256

interface Waiting {
  work: (tx: Writing) => Promise<unknown>
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
}

function connect(file: string, readonly: boolean): Database.Database {
  const connection = new Database(file, { readonly, timeout: 10_000 })
  if (!readonly) {
    connection.pragma('journal_mode = WAL')
    connection.pragma('synchronous = FULL')
  }
  connection.pragma('foreign_keys = ON')
  connection.pragma('cache_size = -65536')
  connection.pragma('temp_store = MEMORY')
  connection.function('fold', { deterministic: true }, value => (value === null ? null : foldForSearch(String(value))))
  return connection
}

/** Opens a SQLite store at `file`; the folder is made when missing. */
export function openSqlite(file: string): Store {
  mkdirSync(dirname(file), { recursive: true })
  const writer = connect(file, false)
  const reader = connect(file, true)
  const tx = drizzle({ client: writer }) as unknown as Writing
  const queue: Waiting[] = []
  let draining: Promise<void> | undefined

  async function commitTogether(batch: Waiting[]): Promise<void> {
    const settle: (() => void)[] = []
    try {
      writer.exec('BEGIN IMMEDIATE')
      for (const one of batch) {
        writer.exec('SAVEPOINT one')
        try {
          const value = await one.work(tx)
          if (isRefusal(value)) writer.exec('ROLLBACK TO one')
          settle.push(() => one.resolve(value))
        } catch (error) {
          writer.exec('ROLLBACK TO one')
          settle.push(() => one.reject(error))
        }
        writer.exec('RELEASE one')
      }
      writer.exec('COMMIT')
    } catch (error) {
      if (writer.inTransaction) writer.exec('ROLLBACK')
      for (const one of batch) one.reject(error)
      return
    }
    for (const tell of settle) tell()
  }

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      await commitTogether(queue.splice(0, SHARED_COMMIT_MAX))
      // Requests that arrived during the commit get their turn to enqueue, so that the next commit is shared as well.
      await new Promise(resolve => setImmediate(resolve))
    }
    draining = undefined
  }

  const dataVersion = reader.prepare('SELECT data_version FROM pragma_data_version').pluck()
  let seenVersion = dataVersion.get()
  let changes: Database.Statement | undefined
  let seenChange: number | undefined
  const readChanges = (): string[] => {
    changes ??= reader.prepare('SELECT id, tag FROM page_change WHERE id > ? ORDER BY id')
    if (seenChange === undefined) seenChange = 0
    const rows = changes.all(seenChange) as { id: number; tag: string }[]
    const last = rows.at(-1)
    if (last) seenChange = last.id
    return rows.map(row => row.tag)
  }

  return {
    engine: 'sqlite',
    read: drizzle({ client: reader }) as unknown as Reading,
    write: <T>(work: (tx: Writing) => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        queue.push({ work, resolve: resolve as (value: unknown) => void, reject })
        draining ??= new Promise(done => setImmediate(done)).then(drain)
      }),
    changedTags: () => {
      const version = dataVersion.get()
      if (version === seenVersion && seenChange !== undefined) return []
      seenVersion = version
      return readChanges()
    },
    ping: async () => void reader.prepare('SELECT 1').get(),
    close: async () => {
      while (draining) await draining
      reader.close()
      writer.pragma('wal_checkpoint(TRUNCATE)')
      writer.close()
    },
  }
}
