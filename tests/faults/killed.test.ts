import { describe, expect, it, onTestFinished } from 'vitest'
import { feedback } from '#db/schema/feedback.ts'
import { engineMissing } from '#tests/support/app.ts'
import { ALA_BUKA, goodWord } from '#tests/support/feedback.ts'
import { appBeside, outbox, until } from '#tests/support/outbox.ts'
import { testReceiver } from '#tests/support/receiver.ts'
import { startServer } from '#tests/support/server.ts'

const REQUESTS = 400
const CONCURRENCY = 40
const KILL_AFTER = 120

describe.skipIf(engineMissing())('kill -9 in the middle of a burst', () => {
  it('loses no acknowledged word; each has one envelope, and reaches DPI under one webhook-id', async () => {
    const receiver = await testReceiver()
    // Behind a proxy each sender has its own address, so that the flood limit does not end the burst.
    const server = await startServer({ ...receiver.env, TRUST_PROXY: '1' })
    onTestFinished(() => server.kill())
    const acknowledged: { reference: string; trackingCode: string }[] = []
    let killed: Promise<void> | undefined
    let next = 0
    const sender = async () => {
      while (next < REQUESTS && !killed) {
        next += 1
        try {
          const answer = await fetch(`${server.url}/api/v1/feedback`, {
            method: 'POST',
            headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': `10.0.${next >> 8}.${next & 255}` },
            body: JSON.stringify({ ...goodWord(ALA_BUKA), text: `Суу жок, ${next}` }),
          })
          // The answer counts only when it has come whole: that is what a resident has in hand.
          const body = (await answer.json()) as { reference: string; trackingCode: string }
          expect(answer.status).toBe(201)
          acknowledged.push(body)
        } catch (error) {
          if (!killed) throw error
        }
        if (acknowledged.length >= KILL_AFTER) killed ??= server.kill()
      }
    }
    await Promise.all(Array.from({ length: CONCURRENCY }, sender))
    await killed
    expect(acknowledged.length).toBeGreaterThanOrEqual(KILL_AFTER)
    expect(acknowledged.length).toBeLessThan(REQUESTS)

    const again = await startServer(server.env)
    onTestFinished(() => again.stop())
    for (const { reference, trackingCode } of acknowledged) {
      const answer = await fetch(`${again.url}/api/v1/feedback/${reference}?trackingCode=${trackingCode}`)
      expect(answer.status, reference).toBe(200)
    }
    const app = appBeside(again)
    const words = await app.store.read.select({ reference: feedback.reference }).from(feedback)
    const stored = words.map(one => one.reference).sort()
    expect(stored).toEqual(expect.arrayContaining(acknowledged.map(one => one.reference)))
    expect((await outbox(app)).map(row => row.orderKey).sort()).toEqual(stored)

    const rows = await until(
      () => outbox(app),
      all => all.every(row => row.state === 'sent'),
      75_000,
    )
    const idOf = new Map(rows.map(row => [row.orderKey, row.id]))
    expect(receiver.received.map(one => one.data.reference).sort()).toEqual(stored)
    for (const one of receiver.received) expect(one.id).toBe(idOf.get(String(one.data.reference)))
    // Whatever arrived more than once did so under the id it had before.
    expect(new Set(receiver.arrivals.map(one => one.id))).toEqual(new Set(rows.map(row => row.id)))
    expect(receiver.arrivals.every(one => one.status === 200)).toBe(true)
  }, 240_000)
})
