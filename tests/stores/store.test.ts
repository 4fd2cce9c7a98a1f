import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { migrateStore } from '#db/migrate.ts'
import { openStore } from '#db/open.ts'
import { pageChange } from '#db/schema/pages.ts'
import type { Store, Writing } from '#db/store.ts'
import { touchPages } from '#db/touchPages.ts'
import { newUuid } from '#platform/ids.ts'
import { err } from '#platform/result.ts'
import { engine, engineMissing, freshDatabase, testApp } from '#tests/support/app.ts'
import { runModule } from '#tests/support/child.ts'

const AT = new Date('2026-01-01T00:00:00Z')
const touch = (tag: string) => (tx: Writing) => touchPages(tx, AT, [tag])
const tags = async (store: Store) => (await store.read.select().from(pageChange)).map(row => row.tag).sort()
const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  for (let waited = 0; !(await holds()); waited += 20) {
    if (waited > 15_000) throw new Error('it never came')
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}

describe.skipIf(engineMissing())('store.write', () => {
  it('has its work on disk when it settles, for a connection that opens afterwards', async () => {
    const app = await testApp()
    await Promise.all(
      Array.from({ length: 40 }, async (_, n) => {
        await app.store.write(touch(`t${n}`))
        expect(await tags(app.store)).toContain(`t${n}`)
      }),
    )
    const other = openStore({ databaseUrl: app.config.databaseUrl })
    expect(await tags(other)).toHaveLength(40)
    await other.close()
  })

  it('rolls back what throws, at once or later, and what returns a refusal, and nothing beside it', async () => {
    const app = await testApp()
    const settled = await Promise.allSettled([
      app.store.write(touch('kept 1')),
      app.store.write(() => {
        throw new Error('at once')
      }),
      app.store.write(async tx => {
        await touch('thrown')(tx)
        throw new Error('later')
      }),
      app.store.write(async tx => {
        await touch('refused')(tx)
        return err('test.refused')
      }),
      app.store.write(async tx => {
        await tx.run(sql`INSERT INTO no_such_table VALUES (1)`)
      }),
      app.store.write(touch('kept 2')),
    ])
    expect(settled.map(one => one.status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled', 'rejected', 'fulfilled'])
    expect(settled[3]).toMatchObject({ value: { ok: false, refusals: [{ code: 'test.refused' }] } })
    expect(await tags(app.store)).toEqual(['kept 1', 'kept 2'])
  })

  it('shows its own rows inside and to nobody else before it ends', async () => {
    const app = await testApp()
    await app.store.write(async tx => {
      await touch('mine')(tx)
      expect(await tags({ ...app.store, read: tx })).toEqual(['mine'])
      expect(await tags(app.store)).toEqual([])
    })
    expect(await tags(app.store)).toEqual(['mine'])
  })

  it('refuses a write within a write, which would wait for itself', async () => {
    const app = await testApp()
    await expect(app.store.write(() => app.store.write(touch('inner')))).rejects.toThrow('inside')
    await app.store.write(touch('after'))
    expect(await tags(app.store)).toEqual(['after'])
  })

  it('finishes what waits before it closes, and refuses what comes later', async () => {
    const app = await testApp({ keep: true })
    const written = Array.from({ length: 10 }, (_, n) => app.store.write(touch(`t${n}`)))
    await Promise.all([...written, app.close()])
    await expect(app.store.write(touch('late'))).rejects.toThrow()
    const other = openStore({ databaseUrl: app.config.databaseUrl })
    expect(await tags(other)).toHaveLength(10)
    await other.close()
  })

  it('goes on while another process writes as well', async () => {
    const app = await testApp()
    const other = runModule(
      `import { openStore } from '#db/open.ts'
       import { touchPages } from '#db/touchPages.ts'
       const store = openStore({ databaseUrl: process.env.DATABASE_URL })
       for (let n = 0; n < 60; n += 1) await store.write(tx => touchPages(tx, new Date(0), ['other ' + n]))
       await store.close()`,
      { DATABASE_URL: app.config.databaseUrl },
    )
    let mine = 0
    let over = false
    void other.finally(() => (over = true))
    while (!over) {
      await app.store.write(touch(`mine ${mine}`))
      mine += 1
      await new Promise(resolve => setTimeout(resolve, 2))
    }
    await other
    expect(await tags(app.store)).toHaveLength(60 + mine)
  })
})

describe.skipIf(engineMissing())('store.read', () => {
  it('cannot write', async () => {
    const app = await testApp()
    await expect(app.store.read.insert(pageChange).values({ tag: 'x', at: AT })).rejects.toThrow()
    expect(await tags(app.store)).toEqual([])
  })
})

describe.skipIf(engineMissing())('changedTags', () => {
  it("knows this process's changes as soon as they are written, once, and none that was rolled back", async () => {
    const app = await testApp()
    app.store.changedTags()
    await app.store.write(touch('a'))
    await app.store.write(async tx => {
      await touch('never')(tx)
      return err('test.refused')
    })
    await Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        await app.store.write(touch(`b${n}`))
      }),
    )
    const seen = [...app.store.changedTags()]
    expect(seen.sort()).toEqual(['a', ...Array.from({ length: 20 }, (_, n) => `b${n}`)].sort())
    expect(app.store.changedTags()).toEqual([])
  })

  it("hears of another process's changes, and of those from before the start not at all", async () => {
    const app = await testApp()
    await app.store.write(touch('before'))
    const other = openStore({ databaseUrl: app.config.databaseUrl })
    const seen = new Set<string>()
    const look = () => {
      for (const tag of other.changedTags()) seen.add(tag)
      return seen
    }
    look()
    await app.store.write(touch('from elsewhere'))
    await until(() => look().has('from elsewhere'))
    await other.close()
  })
})

describe.skipIf(engineMissing())('migrations', () => {
  it('are applied once by two servers that start at once', async () => {
    const settings = await freshDatabase({ migrated: false })
    const start = () =>
      runModule(
        `import { migrateStore } from '#db/migrate.ts'
         await migrateStore(process.env.DATABASE_URL)`,
        settings,
      )
    await Promise.all([start(), start(), start()])
    await migrateStore(settings.DATABASE_URL)
    const store = openStore({ databaseUrl: settings.DATABASE_URL })
    await store.write(touch('works'))
    expect(await tags(store)).toEqual(['works'])
    const table = engine === 'sqlite' ? sql`__drizzle_migrations` : sql`drizzle.__drizzle_migrations`
    const ledger = sql`SELECT count(*) AS n, count(DISTINCT hash) AS d FROM ${table}`
    const [row] = (
      engine === 'sqlite'
        ? await store.read.all(ledger)
        : await (store.read as unknown as { execute: (query: unknown) => Promise<unknown[]> }).execute(ledger)
    ) as { n: number | string; d: number | string }[]
    expect(Number(row?.n)).toBeGreaterThan(0)
    expect(Number(row?.n)).toBe(Number(row?.d))
    await store.close()
  })
})

describe('ids', () => {
  it('are UUIDv7, different, and grow with time', () => {
    const ids = Array.from({ length: 5_000 }, newUuid)
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(new Set(ids).size).toBe(ids.length)
    expect([...ids].sort()).toEqual(ids)
    expect(Math.abs(Number.parseInt((ids[0] ?? '').replaceAll('-', '').slice(0, 12), 16) - Date.now())).toBeLessThan(60_000)
  })
})
