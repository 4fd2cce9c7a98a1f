import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { openPostgres } from '#db/postgres.ts'
import { pageChange } from '#db/schema/pages.ts'
import { touchPages } from '#db/touchPages.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { startReplica } from '#tests/support/postgres.ts'

describe.skipIf(engineMissing())('a PostgreSQL store with a replica', () => {
  it('reads its own work at once, though the replica is late', async () => {
    const app = await testApp()
    const cluster = inject('postgres')
    if ('missing' in cluster) throw new Error(cluster.missing)
    const replica = await startReplica(cluster.url, 200)
    onTestFinished(() => replica.stop())
    const name = new URL(app.config.databaseUrl).pathname
    const store = openPostgres(app.config.databaseUrl, replica.url.replace(/\/postgres$/, name))
    onTestFinished(() => store.close())
    for (let n = 1; n <= 3; n += 1) {
      await store.write(tx => touchPages(tx, new Date(0), [`tag ${n}`]))
      expect((await store.read.select().from(pageChange)).map(row => row.tag)).toHaveLength(n)
      expect([...store.changedTags()]).toEqual([`tag ${n}`])
    }
  })
})
