import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { foldText } from '#platform/fold.ts'
import { keepStatements } from './statements.ts'
import { copySqlite, emptyWal } from './tableOrder.ts'
import { isRefusal, type Reading, refuseNestedWrite, runWrite, type Store, type Writing } from './store.ts'

/** Most transactions that share one commit; more only makes the first of them wait longer. */
const SHARED_COMMIT_MAX = 256
/** How long another process (an import at the command line) may hold the write lock before waiting writes are refused. */
const BUSY_MS = 10_000
/** SQLite waits for a lock by blocking the thread, so it waits this long only; the rest is waited for beside other requests. */
const BLOCKING_MS = 5

const isBusy = (error: unknown): boolean =>
  error instanceof Database.SqliteError && (error.code === 'SQLITE_BUSY' || error.code === 'SQLITE_BUSY_SNAPSHOT')

interface Waiting {
  work: (tx: Writing) => Promise<unknown>
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
}

function connect(file: string, readonly: boolean): Database.Database {
  const connection = new Database(file, { readonly, timeout: BUSY_MS })
  if (!readonly) {
    connection.pragma('journal_mode = WAL')
    connection.pragma('synchronous = FULL')
    // What was deleted or overwritten is blanked in the file: sealed ballots, codes, erased addresses.
    connection.pragma('secure_delete = ON')
  }
  connection.pragma('foreign_keys = ON')
  connection.pragma('cache_size = -65536')
  connection.pragma('temp_store = MEMORY')
  connection.function('fold', { deterministic: true }, value => (value === null ? null : foldText(String(value))))
  return connection
}

/** Opens a SQLite store at `file`; the folder is made when missing. */
export function openSqlite(file: string): Store {
  mkdirSync(dirname(file), { recursive: true })
  const writer = connect(file, false)
  writer.pragma(`busy_timeout = ${BLOCKING_MS}`)
  const reader = connect(file, true)
  // Drizzle's reads have a connection of their own: its kept statements know neither `pluck` nor `iterate`.
  const queries = keepStatements(connect(file, true))
  const savepoint = {
    set: writer.prepare('SAVEPOINT one'),
    undo: writer.prepare('ROLLBACK TO one'),
    release: writer.prepare('RELEASE one'),
  }
  const tx = drizzle({ client: keepStatements(writer) }) as unknown as Writing
  const queue: Waiting[] = []
  let draining: Promise<void> | undefined

  async function begin(): Promise<void> {
    const until = performance.now() + BUSY_MS
    for (;;)
      try {
        writer.exec('BEGIN IMMEDIATE')
        return
      } catch (error) {
        if (!isBusy(error) || performance.now() > until) throw error
        await new Promise(resolve => setTimeout(resolve, 10))
      }
  }

  /** Works of one commit, each in a savepoint; how each ended is told only once the commit is on disk. */
  async function commitTogether(batch: Waiting[]): Promise<void> {
    const settle: (() => void)[] = []
    try {
      await begin()
      for (const one of batch) {
        savepoint.set.run()
        try {
          const value = await runWrite(one.work, tx)
          if (isRefusal(value)) savepoint.undo.run()
          settle.push(() => one.resolve(value))
        } catch (error) {
          // A full disk or a broken one ends the whole transaction by itself; then nothing of this batch is kept.
          if (!writer.inTransaction) throw error
          savepoint.undo.run()
          settle.push(() => one.reject(error))
        }
        savepoint.release.run()
      }
      writer.exec('COMMIT')
    } catch (error) {
      for (const one of batch) one.reject(error)
      if (writer.open && writer.inTransaction) writer.exec('ROLLBACK')
      return
    }
    for (const tell of settle) tell()
  }

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      // Everyone in the batch has been told by then; what follows gets its own try.
      await commitTogether(queue.splice(0, SHARED_COMMIT_MAX)).catch(() => {})
      // Requests that arrived during the commit get their turn to enqueue, so that the next commit is shared as well.
      await new Promise(resolve => setImmediate(resolve))
    }
    draining = undefined
  }

  const dataVersion = reader.prepare('SELECT data_version FROM pragma_data_version').pluck()
  let seenVersion: unknown
  let changes: Database.Statement<[number], { id: number; tag: string }> | undefined
  let seenChange = 0
  const readChanges = (): string[] => {
    if (!changes) {
      // Nothing is kept before the first question, so only what comes after it matters.
      seenChange = Number(reader.prepare('SELECT max(id) FROM page_change').pluck().get() ?? 0)
      changes = reader.prepare('SELECT id, tag FROM page_change WHERE id > ? ORDER BY id')
      return []
    }
    const rows = changes.all(seenChange)
    seenChange = rows.at(-1)?.id ?? seenChange
    return rows.map(row => row.tag)
  }

  const write = <T>(work: (tx: Writing) => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      refuseNestedWrite()
      queue.push({ work, resolve: resolve as (value: unknown) => void, reject })
      draining ??= new Promise(done => setImmediate(done)).then(drain)
    })

  return {
    engine: 'sqlite',
    read: drizzle({ client: queries }) as unknown as Reading,
    write,
    // One connection writes at a time anyway.
    holdStill: async () => {},
    copyInOrder: async tables => {
      await write(async () => copySqlite(writer, tables))
      return emptyWal(writer)
    },
    changedTags: () => {
      const version = dataVersion.get()
      if (version === seenVersion) return []
      const tags = readChanges()
      seenVersion = version
      return tags
    },
    ping: async () => void reader.prepare('SELECT 1').get(),
    close: async () => {
      while (draining) await draining
      reader.close()
      queries.close()
      writer.pragma('wal_checkpoint(TRUNCATE)')
      writer.close()
    },
  }
}
