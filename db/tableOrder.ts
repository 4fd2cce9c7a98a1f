import type Database from 'better-sqlite3'
import { getTableName, sql } from 'drizzle-orm'
import { type AnyPgTable, getTableConfig } from 'drizzle-orm/pg-core'
import type { AnySQLiteColumn, AnySQLiteTable } from 'drizzle-orm/sqlite-core'
import type postgres from 'postgres'
import type { Writing } from './store.ts'

// The third place with SQL of one engine (docs/decisions/0019): what a table's own place on the disk says about when its rows
// were written, and how to take that away.

/** A table, and the columns whose order its rows are to lie in. */
export interface OrderedTable {
  readonly table: AnySQLiteTable
  readonly by: readonly AnySQLiteColumn[]
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** How long a copy waits for others before it lets them go on and is tried another time. */
const WAIT_MS = 10_000

/**
 * PostgreSQL: within one transaction copies aside, empties and fills again in order. All rows then have one `xmin`, and places
 * (`ctid`) follow the order. Nobody reads or writes these tables meanwhile; who waits loses nothing.
 */
export const copyPostgres = (client: postgres.Sql, tables: readonly OrderedTable[]) =>
  client.begin(async tx => {
    const named = tables.map(({ table, by }) => {
      const { schema } = getTableConfig(table as unknown as AnyPgTable)
      const name = schema ? `${quoted(schema)}.${quoted(getTableName(table))}` : quoted(getTableName(table))
      return {
        name,
        aside: quoted(`aside_${getTableName(table)}`),
        order: by.map(one => `${quoted(one.name)} COLLATE "C"`).join(', '),
      }
    })
    await tx.unsafe(`SET LOCAL lock_timeout = ${WAIT_MS}`)
    await tx.unsafe(`LOCK TABLE ${named.map(one => one.name).join(', ')} IN ACCESS EXCLUSIVE MODE`)
    for (const { name, aside, order } of named) {
      await tx.unsafe(`CREATE TEMPORARY TABLE ${aside} ON COMMIT DROP AS SELECT * FROM ${name}`)
      await tx.unsafe(`TRUNCATE ${name}`)
      await tx.unsafe(`INSERT INTO ${name} SELECT * FROM ${aside} ORDER BY ${order}`)
    }
  })

/** SQLite, within a transaction: fills new tables in order and drops the old ones, whose pages `secure_delete` blanks. */
export function copySqlite(writer: Database.Database, tables: readonly OrderedTable[]): void {
  const schemaOf = writer.prepare<[string], { type: string; sql: string }>(
    "SELECT type, sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type = 'table' DESC, name",
  )
  for (const { table, by } of tables) {
    const name = getTableName(table)
    const [made, ...indexes] = schemaOf.all(name)
    if (made?.type !== 'table') throw new Error(`no table ${name}`)
    const anew = quoted(`${name}_anew`)
    writer.exec(made.sql.replace(/^CREATE TABLE\s+(?:"[^"]+"|`[^`]+`|\w+)/i, `CREATE TABLE ${anew}`))
    const order = by.map(one => quoted(one.name)).join(', ')
    writer.exec(`INSERT INTO ${anew} SELECT * FROM ${quoted(name)} ORDER BY ${order}`)
    writer.exec(`DROP TABLE ${quoted(name)}`)
    writer.exec(`ALTER TABLE ${anew} RENAME TO ${quoted(name)}`)
    for (const index of indexes) writer.exec(index.sql)
  }
}

/** How often the log is tried to be emptied while another process reads from it, and how long between. */
const WAL_TRIES = 100
const WAL_PAUSE_MS = 50

/** SQLite: brings the write-ahead log into the file and cuts it to nothing; false where somebody kept reading from it. */
export async function emptyWal(writer: Database.Database): Promise<boolean> {
  for (let tries = 0; tries < WAL_TRIES; tries += 1) {
    if (!writer.inTransaction) {
      const [row] = writer.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
      if (row?.busy === 0) return true
    }
    await new Promise(resolve => setTimeout(resolve, WAL_PAUSE_MS))
  }
  return false
}

/** PostgreSQL: nobody else writes to the table until the transaction ends; what others have begun is waited for. */
export async function holdPostgres(tx: Writing, table: AnySQLiteTable): Promise<void> {
  const db = tx as unknown as { execute: (query: ReturnType<typeof sql>) => Promise<unknown> }
  await db.execute(sql`LOCK TABLE ${table} IN EXCLUSIVE MODE`)
}
