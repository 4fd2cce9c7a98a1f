import { eq, sql } from 'drizzle-orm'
import postgres from 'postgres'
import { describe, expect, it } from 'vitest'
import { pageChange } from '#db/schema/pages.ts'
import { touchPages } from '#db/touchPages.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'

describe.skipIf(engineMissing())('the PostgreSQL store', () => {
  it('hears of a change whose number is lower than one that it has seen already', async () => {
    const app = await testApp()
    const other = postgres(app.config.databaseUrl, { max: 1 })
    let finish = () => {}
    const late = other.begin(async tx => {
      await tx`INSERT INTO page_change (tag, at) VALUES ('late', now())`
      await new Promise<void>(resolve => (finish = resolve))
    })
    await new Promise(resolve => setTimeout(resolve, 100))
    for (let n = 0; n < 30; n += 1) await app.store.write(tx => touchPages(tx, new Date(0), [`early ${n}`]))
    expect([...app.store.changedTags()]).not.toContain('late')
    finish()
    await late
    await app.store.write(tx => touchPages(tx, new Date(0), ['next']))
    expect([...app.store.changedTags()].sort()).toEqual(['late', 'next'])
    await other.end()
  })

  it('does the work again where two transactions waited for each other', async () => {
    const app = await testApp()
    const { store } = app
    for (const tag of ['a', 'b']) await store.write(tx => touchPages(tx, new Date(0), [tag]))
    const both = ['a', 'b'].map((first, turn) => {
      const second = ['b', 'a'][turn] ?? ''
      return store.write(async tx => {
        const touch = (tag: string) =>
          tx
            .update(pageChange)
            .set({ at: new Date(turn) })
            .where(eq(pageChange.tag, tag))
        await touch(first)
        await new Promise(resolve => setTimeout(resolve, 200))
        await touch(second)
        return 'done'
      })
    })
    expect(await Promise.all(both)).toEqual(['done', 'done'])
  })

  it('counts a page as changed only when the replica that pages are read from has the change', async () => {
    const { openPostgres } = await import('#db/postgres.ts')
    const [app, replica] = [await testApp(), await testApp()]
    const store = openPostgres(app.config.databaseUrl, replica.config.databaseUrl)
    await store.write(tx => touchPages(tx, new Date(0), ['first']))
    expect([...store.changedTags()]).toEqual([])
    // Stands for replication, which is a moment late.
    await replica.store.write(tx => touchPages(tx, new Date(0), ['first']))
    const seen: string[] = []
    for (let n = 0; n < 50 && seen.length === 0; n += 1) {
      await new Promise(resolve => setTimeout(resolve, 100))
      seen.push(...store.changedTags())
    }
    expect(seen).toEqual(['first'])
    await store.close()
  })

  it('lets no transaction hold its locks for ever when its server is cut off', async () => {
    const app = await testApp()
    const limits = await app.store.write(async tx => {
      const rows = await (tx as unknown as { execute: (query: unknown) => Promise<unknown[]> }).execute(
        sql`SHOW idle_in_transaction_session_timeout`,
      )
      return rows[0]
    })
    expect(limits).toEqual({ idle_in_transaction_session_timeout: '1min' })
  })

  it('says within a second or so that the database does not answer', async () => {
    const { openPostgres } = await import('#db/postgres.ts')
    const store = openPostgres('postgres://nobody@10.255.255.1:5432/none')
    const started = performance.now()
    await expect(store.ping()).rejects.toThrow()
    expect(performance.now() - started).toBeLessThan(3_000)
    await store.close()
  })
})
