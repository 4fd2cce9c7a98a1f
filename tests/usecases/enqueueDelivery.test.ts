import { describe, expect, it } from 'vitest'
import { delivery } from '#db/schema/delivery.ts'
import { enqueueDelivery } from '#features/delivery/enqueueDelivery.ts'
import { err } from '#platform/result.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'

const submitted = (n: number) => ({ type: 'feedback.submitted' as const, orderKey: `KG-${n}`, data: { n, words: '«Суу» 💧' } })
const WEBHOOK = { DPI_WEBHOOK_URL: 'https://dpi.example/hook', DPI_WEBHOOK_SECRET: 'whsec_c2VjcmV0c2VjcmV0c2VjcmV0' }

describe.skipIf(engineMissing())('enqueueDelivery', () => {
  it('numbers envelopes without gaps in commit order, however many are made at once, and keeps the exact body', async () => {
    const at = new Date('2026-03-01T06:00:00.123Z')
    const app = await testApp({ now: at, env: WEBHOOK })
    const made = await Promise.all(
      Array.from({ length: 60 }, (_, n) => app.store.write(tx => enqueueDelivery(app, tx, submitted(n)))),
    )
    expect(made.map(one => one.seq).sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, n) => n + 1))
    const rows = await app.store.read.select().from(delivery)
    expect(rows).toHaveLength(60)
    const row = rows.find(one => one.orderKey === 'KG-7')
    expect(row).toMatchObject({ state: 'waiting', attempts: 0, nextAttemptAt: at, type: 'feedback.submitted' })
    expect(row?.body).toBe(
      '{"type":"feedback.submitted","timestamp":"2026-03-01T06:00:00.123Z","data":{"n":7,"words":"«Суу» 💧"}}',
    )
  })

  it('gives no number to a refused transaction', async () => {
    const app = await testApp()
    await app.store.write(async tx => {
      await enqueueDelivery(app, tx, submitted(1))
      return err('test.refused')
    })
    expect(await app.store.write(tx => enqueueDelivery(app, tx, submitted(2)))).toMatchObject({ seq: 1 })
  })

  it('keeps envelopes for desk and pull feed where no webhook is set', async () => {
    const app = await testApp()
    await app.store.write(tx => enqueueDelivery(app, tx, submitted(1)))
    const rows = await app.store.read.select().from(delivery)
    expect(rows).toMatchObject([{ state: 'pullOnly', nextAttemptAt: null }])
  })
})
