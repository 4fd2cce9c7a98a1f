import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { pageChange } from '#db/schema/pages.ts'
import { touchPages } from '#db/touchPages.ts'
import { testApp } from '#tests/support/app.ts'

const AT = new Date(0)
const fileOf = (url: string) => url.replace(/^file:/, '')

describe('the SQLite store', () => {
  it('is written ahead, with full synchronisation and foreign keys', async () => {
    const app = await testApp()
    const [mode] = app.store.read.all('PRAGMA journal_mode') as unknown as { journal_mode: string }[]
    expect(mode?.journal_mode).toBe('wal')
    const pragmas = await app.store.write(async tx => [await tx.all('PRAGMA synchronous'), await tx.all('PRAGMA foreign_keys')])
    expect(pragmas).toEqual([[{ synchronous: 2 }], [{ foreign_keys: 1 }]])
  })

  it('shares one commit between waiting writes', async () => {
    const app = await testApp()
    const other = new Database(fileOf(app.config.databaseUrl), { readonly: true })
    const seen = new Set<number>()
    const count = other.prepare('SELECT count(*) FROM page_change').pluck()
    await Promise.all(
      Array.from({ length: 100 }, () =>
        app.store.write(tx => touchPages(tx, AT, ['x'])).then(() => seen.add(Number(count.get()))),
      ),
    )
    // Everyone who wrote saw all hundred: nobody was told before the one commit.
    expect([...seen]).toEqual([100])
    other.close()
  })

  it('waits for another writer without holding up the process, and tells everyone when a commit fails', async () => {
    const app = await testApp()
    const other = new Database(fileOf(app.config.databaseUrl))
    other.exec('BEGIN IMMEDIATE')
    let ticks = 0
    const ticking = setInterval(() => (ticks += 1), 5)
    const waiting = app.store.write(tx => touchPages(tx, AT, ['patient']))
    await new Promise(resolve => setTimeout(resolve, 400))
    expect(ticks).toBeGreaterThan(20)
    other.exec('COMMIT')
    await waiting
    clearInterval(ticking)

    // A deferred foreign key breaks at COMMIT, after every work was done.
    const failed = await Promise.allSettled([
      app.store.write(async tx => {
        await tx.run('PRAGMA defer_foreign_keys = ON')
        await tx.run("INSERT INTO session (id_hash, account_id, expires_at, created_at) VALUES ('a', 'nobody', 0, 0)")
      }),
      app.store.write(tx => touchPages(tx, AT, ['lost with it'])),
    ])
    expect(failed.map(one => one.status)).toEqual(['rejected', 'rejected'])
    await app.store.write(tx => touchPages(tx, AT, ['afterwards']))
    expect((await app.store.read.select().from(pageChange)).map(row => row.tag)).toEqual(['patient', 'afterwards'])
    other.close()
  })

  it('makes its folder', async () => {
    const app = await testApp()
    const { openSqlite } = await import('#db/sqlite.ts')
    const store = openSqlite(join(app.config.dataDir, 'a/b/c.db'))
    await store.ping()
    await store.close()
  })
})
