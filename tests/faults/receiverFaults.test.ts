import { describe, expect, it, onTestFinished } from 'vitest'
import { enqueueDelivery } from '#features/delivery/enqueueDelivery.ts'
import { retryDelivery } from '#features/delivery/retryDelivery.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { engineMissing } from '#tests/support/app.ts'
import { ALA_BUKA, goodWord } from '#tests/support/feedback.ts'
import { MOODS, type Mood, moodyPeer } from '#tests/support/moodyPeer.ts'
import { appBeside, outbox, until } from '#tests/support/outbox.ts'
import { testReceiver, webhookEnv } from '#tests/support/receiver.ts'
import { startServer } from '#tests/support/server.ts'

/** What each mood leaves behind after one attempt; `busy` came back by itself meanwhile. */
const LEFT: Record<Mood, { state: string; lastOutcome: string }> = {
  slow: { state: 'waiting', lastOutcome: 'timeout' },
  drop: { state: 'waiting', lastOutcome: 'unreachable' },
  error: { state: 'waiting', lastOutcome: '500' },
  busy: { state: 'sent', lastOutcome: '200' },
  gone: { state: 'stuck', lastOutcome: '410' },
  garbage: { state: 'waiting', lastOutcome: 'unreadable' },
  endless: { state: 'waiting', lastOutcome: '500' },
  headers: { state: 'waiting', lastOutcome: 'unreadable' },
}

describe.skipIf(engineMissing())("DPI's endpoint in every mood", () => {
  it('costs no envelope and no order, and the portal answers as ever meanwhile', async () => {
    const receiver = await testReceiver({ anyData: true })
    const healed = new Set<string>()
    let busyAnswers = 0
    const peer = await moodyPeer(receiver.url, data => {
      const { mood, reference } = data as { mood?: Mood; reference: string }
      if (!mood || healed.has(reference)) return undefined
      if (mood === 'busy') {
        busyAnswers += 1
        healed.add(reference)
      }
      return mood
    })
    const server = await startServer({ ...webhookEnv(peer.url), TRUST_PROXY: '1' })
    onTestFinished(() => server.stop())
    const app = appBeside(server)
    // Two references for each mood, three envelopes each: the later ones must wait for the first.
    const references = MOODS.flatMap(mood => [1, 2].map(n => ({ mood, reference: `KG-${mood}-${n}` })))
    for (let n = 1; n <= 3; n += 1)
      await app.store.write(async tx => {
        for (const { mood, reference } of references) {
          const data = { reference, n, ...(n === 1 ? { mood } : {}) }
          await enqueueDelivery(app, tx, { type: 'feedback.submitted', orderKey: reference, data })
        }
      })

    const times: number[] = []
    const refused: number[] = []
    let asking = true
    const residents = (async () => {
      for (let n = 0; asking; n += 1) {
        const started = performance.now()
        const word = { ...goodWord(ALA_BUKA), text: `Көчө караңгы, ${n}` }
        const headers = { 'Content-Type': 'application/json', 'X-Forwarded-For': `10.1.${n >> 8}.${n & 255}` }
        const answers = await Promise.all([
          fetch(`${server.url}/api/v1/feedback`, { method: 'POST', headers, body: JSON.stringify(word) }),
          fetch(`${server.url}/readyz`),
          fetch(`${server.url}/ky/`),
        ])
        await Promise.all(answers.map(answer => answer.arrayBuffer()))
        times.push(performance.now() - started)
        refused.push(...answers.map(answer => answer.status).filter(status => status >= 300))
        await new Promise(resolve => setTimeout(resolve, 100))
      }
    })()
    const mine = async () => (await outbox(app)).filter(row => references.some(one => one.reference === row.orderKey))
    const firsts = await until(
      async () => (await mine()).slice(0, references.length),
      rows =>
        rows.every(
          row => row.attempts > 0 && row.leaseHolder === null && (!row.orderKey.includes('busy') || row.state === 'sent'),
        ),
      40_000,
    )
    asking = false
    await residents

    expect(busyAnswers).toBe(2)
    for (const [n, { mood }] of references.entries()) expect(firsts[n], mood).toMatchObject(LEFT[mood])
    for (const row of (await mine()).slice(references.length))
      expect(row.state, row.orderKey).toBe(row.orderKey.includes('busy') ? 'sent' : 'waiting')
    expect(refused).toEqual([])
    expect(times.length).toBeGreaterThan(20)
    const slowest = times.sort((a, b) => a - b).at(Math.floor(times.length * 0.95)) ?? 0
    expect(slowest, `95% of ${times.length} rounds of three requests`).toBeLessThan(2_000)

    // The endpoint is mended and a person retries: everything arrives, in order, under the ids of the first attempts.
    for (const { reference } of references) healed.add(reference)
    for (const row of firsts.filter(one => one.state !== 'sent'))
      expect(await retryDelivery(app, OPERATOR, { id: row.id })).toMatchObject({ ok: true })
    const all = await until(
      () => outbox(app),
      rows => rows.every(row => row.state === 'sent'),
      20_000,
    )
    expect(new Set(peer.seen.map(one => one.id))).toEqual(new Set(all.map(row => row.id)))
    expect(receiver.received).toHaveLength(all.length)
    for (const { reference } of references)
      expect(receiver.received.filter(one => one.data.reference === reference).map(one => one.data.n)).toEqual([1, 2, 3])
    const metrics = await (await fetch(`${server.url}/metrics`)).text()
    expect(metrics).toMatch(/ashar_events_total\{event="delivery\.sent"\} \d+/)
    expect(metrics).toMatch(/ashar_events_total\{event="delivery\.stuck"\} 2/)
    expect(server.output()).not.toMatch(/Көчө караңгы|KG-slow/)
  }, 240_000)
})
