import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { eq } from 'drizzle-orm'
import { auditEntry } from '#db/schema/audit.ts'
import { delivery } from '#db/schema/delivery.ts'
import { deliverDue } from '#features/delivery/deliverDue.ts'
import { enqueueDelivery } from '#features/delivery/enqueueDelivery.ts'
import { readDeliveries, readDeliveryTotals } from '#features/delivery/readDeliveries.ts'
import { retryDelivery } from '#features/delivery/retryDelivery.ts'
import { claimDue } from '#features/delivery/store/claims.ts'
import { OPERATOR, VISITOR } from '#features/identity/rules/viewer.ts'
import { type App, buildApp } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { testReceiver, webhookEnv } from '#tests/support/receiver.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const enqueue = (app: App, orderKey: string, n = 0) =>
  app.store.write(tx => enqueueDelivery(app, tx, { type: 'feedback.submitted', orderKey, data: { orderKey, n } }))
const rows = (app: App) => app.store.read.select().from(delivery).orderBy(delivery.seq)
const pass = (ms: number) => vi.setSystemTime(Date.now() + ms)

// Only the calendar is the test's: timers and sockets are real, and signatures are made and checked by the same clock.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-02T08:00:00Z') }))
afterEach(() => void vi.useRealTimers())

describe.skipIf(engineMissing())('deliverDue', () => {
  it('sends signed envelopes once each, and keeps the answer as receipt', async () => {
    const receiver = await testReceiver({ anyData: true })
    const app = await testApp({ env: receiver.env })
    await Promise.all(Array.from({ length: 40 }, (_, n) => enqueue(app, `KG-${n}`, n)))
    expect(await deliverDue(app)).toEqual({ sent: 40, again: 0, stuck: 0 })
    expect(await deliverDue(app)).toEqual({ sent: 0, again: 0, stuck: 0 })
    const sent = await rows(app)
    expect(receiver.arrivals.map(one => one.status)).toEqual(Array(40).fill(200))
    expect(new Set(receiver.received.map(one => one.id))).toEqual(new Set(sent.map(row => row.id)))
    for (const row of sent) {
      expect(row).toMatchObject({ state: 'sent', sentBy: 'push', attempts: 1, lastOutcome: '200', leaseHolder: null })
      expect(row.receipt).toBe(`{"received":"${row.id}"}`)
    }
  })

  it('keeps the order of one reference, and holds nobody else up', async () => {
    let refuse = true
    const receiver = await testReceiver({
      anyData: true,
      answer: one => (refuse && one.data.orderKey === 'KG-A' && one.data.n === 1 ? { status: 503 } : undefined),
    })
    const app = await testApp({ env: receiver.env })
    for (const n of [1, 2, 3]) for (const key of ['KG-A', 'KG-B']) await enqueue(app, key, n)
    expect(await deliverDue(app)).toEqual({ sent: 3, again: 1, stuck: 0 })
    expect(receiver.received.map(one => `${one.data.orderKey} ${one.data.n}`)).toEqual(['KG-B 1', 'KG-B 2', 'KG-B 3'])
    const blocked = await readDeliveries(app, OPERATOR, { state: 'waiting', limit: 10 })
    const [first] = await rows(app)
    expect(blocked.ok && blocked.value.items.map(one => one.waitsFor)).toEqual([null, first?.id, first?.id])
    refuse = false
    expect(await deliverDue(app)).toMatchObject({ sent: 0 })
    pass(2 * MINUTE)
    expect(await deliverDue(app)).toEqual({ sent: 3, again: 0, stuck: 0 })
    expect(receiver.received.slice(3).map(one => `${one.data.orderKey} ${one.data.n}`)).toEqual(['KG-A 1', 'KG-A 2', 'KG-A 3'])
  })

  it('lets a stuck envelope hold back later ones of its reference until a person retries it, and writes both down', async () => {
    let status = 410
    const receiver = await testReceiver({
      anyData: true,
      answer: () => (status === 200 ? undefined : { status, body: 'gone\u0000' }),
    })
    const app = await testApp({ env: receiver.env })
    const first = await enqueue(app, 'KG-A', 1)
    await enqueue(app, 'KG-A', 2)
    expect(await deliverDue(app)).toEqual({ sent: 0, again: 0, stuck: 1 })
    status = 200
    pass(30 * 24 * HOUR)
    expect(await deliverDue(app)).toEqual({ sent: 0, again: 0, stuck: 0 })
    expect(await rows(app)).toMatchObject([{ state: 'stuck', lastOutcome: '410', receipt: 'gone' }, { state: 'waiting' }])
    expect(await readDeliveryTotals(app, OPERATOR)).toMatchObject({ ok: true, value: { stuck: 1, waiting: 1, sent: 0 } })

    expect(await retryDelivery(app, VISITOR, { id: first.id })).toMatchObject({ ok: false, refusals: [{ code: 'forbidden' }] })
    expect(await retryDelivery(app, OPERATOR, { id: 'nobody' })).toMatchObject({
      ok: false,
      refusals: [{ code: 'delivery.unknown' }],
    })
    expect(await retryDelivery(app, OPERATOR, { all: 'stuck' })).toEqual({ ok: true, value: { retried: 1 } })
    expect(await deliverDue(app)).toEqual({ sent: 2, again: 0, stuck: 0 })
    expect(receiver.received.map(one => one.data.n)).toEqual([1, 2])
    expect(await retryDelivery(app, OPERATOR, { id: first.id })).toMatchObject({
      ok: false,
      refusals: [{ code: 'delivery.alreadySent' }],
    })
    const trail = await app.store.read.select().from(auditEntry)
    expect(trail.map(entry => [entry.action, entry.actor])).toEqual([
      ['delivery.stuck', 'system'],
      ['delivery.retried', 'operator'],
    ])
  })

  it('goes up the ladder with the same id each time, and is stuck after a week, with nothing dropped', async () => {
    const app = await testApp({ env: webhookEnv('http://127.0.0.1:9/') })
    const { id } = await enqueue(app, 'KG-A')
    const waits: number[] = []
    for (let attempt = 1; attempt < 40; attempt += 1) {
      await deliverDue(app)
      const [row] = await rows(app)
      if (row?.state === 'stuck') break
      expect(row).toMatchObject({ id, state: 'waiting', attempts: attempt, lastOutcome: 'unreachable', leaseHolder: null })
      const wait = (row?.nextAttemptAt?.getTime() ?? 0) - Date.now()
      waits.push(wait)
      expect(await deliverDue(app)).toMatchObject({ again: 0 })
      pass(wait)
    }
    expect(waits.slice(0, 7).map(wait => Math.floor(wait / (1.1 * MINUTE)))).toEqual(
      [1, 5, 30, 120, 360, 720, 1440].map(minutes =>
        expect.toSatisfy((n: number) => n <= minutes && n >= Math.floor(minutes / 1.1)),
      ),
    )
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBe(7 * 24 * HOUR)
    expect(await rows(app)).toMatchObject([{ id, state: 'stuck' }])
    expect((await rows(app))[0]?.body).toContain('"orderKey":"KG-A"')
  })

  it('honours Retry-After of 429', async () => {
    const receiver = await testReceiver({
      anyData: true,
      answer: (_one, arrivals) => (arrivals.length === 0 ? { status: 429, headers: { 'Retry-After': '600' } } : undefined),
    })
    const app = await testApp({ env: receiver.env })
    await enqueue(app, 'KG-A')
    expect(await deliverDue(app)).toMatchObject({ again: 1 })
    pass(599_000)
    expect(await deliverDue(app)).toMatchObject({ sent: 0, again: 0 })
    pass(62_000)
    expect(await deliverDue(app)).toMatchObject({ sent: 1 })
    expect(receiver.arrivals.map(one => one.status)).toEqual([429, 200])
  })

  it('takes over from a server that was killed, once its lease is over, with the same id', async () => {
    const receiver = await testReceiver({ anyData: true })
    const app = await testApp({ env: receiver.env })
    const { id } = await enqueue(app, 'KG-A')
    const until = new Date(Date.now() + MINUTE)
    // The other server claims, sends, and dies before it can write down that it did.
    const claimed = await app.store.write(tx => claimDue(tx, { now: app.now(), holder: 'killed', until, limit: 10 }))
    expect(claimed).toHaveLength(1)
    expect(await deliverDue(app)).toMatchObject({ sent: 0 })
    pass(MINUTE)
    expect(await deliverDue(app)).toMatchObject({ sent: 1 })
    expect(receiver.received.map(one => one.id)).toEqual([id])
  })

  it('is not undone by a late word of a server whose lease was over', async () => {
    const held = Promise.withResolvers<void>()
    const gate = Promise.withResolvers<void>()
    let asked = 0
    const receiver = await testReceiver({
      anyData: true,
      answer: async () => {
        asked += 1
        if (asked > 1) return undefined
        held.resolve()
        await gate.promise
        return { status: 410 }
      },
    })
    const app = await testApp({ env: receiver.env })
    await enqueue(app, 'KG-A')
    const slow = deliverDue(app)
    await held.promise
    // As if the first server had been stopped for longer than its lease: another one sends meanwhile.
    await app.store.write(tx => tx.update(delivery).set({ leaseUntil: new Date(Date.now() - 1) }))
    expect(await deliverDue(app, { lanes: 1 })).toMatchObject({ sent: 1 })
    gate.resolve()
    expect(await slow).toEqual({ sent: 0, again: 0, stuck: 0 })
    expect(await rows(app)).toMatchObject([{ state: 'sent', attempts: 1, lastOutcome: '200' }])
  })

  it('shares the work of several servers without sending anything twice', async () => {
    const receiver = await testReceiver({ anyData: true })
    const app = await testApp({ env: receiver.env })
    await Promise.all(Array.from({ length: 60 }, (_, n) => enqueue(app, `KG-${n % 20}`, n)))
    const others = [1, 2, 3].map(() => buildApp(app.config))
    const counts = await Promise.all([app, ...others].map(one => deliverDue(one)))
    for (const other of others) await other.close()
    await deliverDue(app)
    expect((await rows(app)).every(row => row.state === 'sent')).toBe(true)
    expect(receiver.arrivals).toHaveLength(60)
    expect(counts.reduce((sum, one) => sum + one.sent, 0)).toBeGreaterThan(0)
    for (let key = 0; key < 20; key += 1) {
      const order = receiver.received.filter(one => one.data.orderKey === `KG-${key}`).map(one => Number(one.data.n))
      expect(order).toEqual((await rows(app)).filter(row => row.orderKey === `KG-${key}`).map(row => JSON.parse(row.body).data.n))
    }
  })

  it('sends what was kept for the pull feed once a webhook is set and a person says so', async () => {
    const quiet = await testApp()
    await enqueue(quiet, 'KG-A', 1)
    expect(await deliverDue(quiet)).toEqual({ sent: 0, again: 0, stuck: 0 })
    expect(await retryDelivery(quiet, OPERATOR, { all: 'pullOnly' })).toMatchObject({
      refusals: [{ code: 'delivery.noWebhook' }],
    })
    const receiver = await testReceiver({ anyData: true })
    const { url } = receiver
    const app = {
      ...quiet,
      config: { ...quiet.config, dpi: { ...quiet.config.dpi, webhook: { url, secret: receiver.env.DPI_WEBHOOK_SECRET ?? '' } } },
    }
    await enqueue(app, 'KG-A', 2)
    // The older envelope is in DPI's feed already and holds nothing back.
    expect(await deliverDue(app)).toMatchObject({ sent: 1 })
    expect(await retryDelivery(app, OPERATOR, { all: 'pullOnly' })).toEqual({ ok: true, value: { retried: 1 } })
    expect(await deliverDue(app)).toMatchObject({ sent: 1 })
    expect(await app.store.read.select().from(delivery).where(eq(delivery.state, 'sent'))).toHaveLength(2)
  })
})
