import { existsSync, mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { drizzle as drizzleSqlite } from 'drizzle-orm/better-sqlite3'
import { migrate as migrateSqlite } from 'drizzle-orm/better-sqlite3/migrator'
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js'
import { migrate as migratePostgres } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { engineOf } from '#platform/engine.ts'
import { prepareFullTextPostgres, prepareFullTextSqlite } from './fullText.ts'

/** Any number of servers may start at once: one migrates, the others wait. The number only has to be ours. */
const POSTGRES_LOCK = 4_321_417

function folder(engine: string): string {
  const path = resolve(`db/migrations/${engine}`)
  if (!existsSync(path)) throw new Error(`no migrations at ${path}: start Ashar from its own folder`)
  return path
}

/** Brings the store that `databaseUrl` names to the current schema, under a lock. */
export async function migrateStore(databaseUrl: string): Promise<void> {
  if (engineOf(databaseUrl) === 'postgres') {
    const client = postgres(databaseUrl, { max: 1, onnotice: () => {} })
    try {
      await client`SELECT pg_advisory_lock(${POSTGRES_LOCK})`
      await migratePostgres(drizzlePostgres({ client }), { migrationsFolder: folder('postgres') })
      await prepareFullTextPostgres(client)
      await client`SELECT pg_advisory_unlock(${POSTGRES_LOCK})`
    } finally {
      await client.end({ timeout: 5 })
    }
    return
  }
  const file = databaseUrl.replace(/^file:(\/\/)?/, '')
  mkdirSync(dirname(file), { recursive: true })
  // The lock is a database of its own, since drizzle's migrator opens its transaction only after reading what is applied.
  const lock = new Database(`${file}.migrating`, { timeout: 60_000 })
  const connection = new Database(file, { timeout: 60_000 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
    connection.pragma('journal_mode = WAL')
    migrateSqlite(drizzleSqlite({ client: connection }), { migrationsFolder: folder('sqlite') })
    prepareFullTextSqlite(connection)
    lock.exec('COMMIT')
  } finally {
    connection.close()
    lock.close()
  }
}
