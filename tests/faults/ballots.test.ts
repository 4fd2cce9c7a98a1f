import { describe, expect, it, onTestFinished } from 'vitest'
import { boxEnvelope, boxTested } from '#db/schema/ballotBox.ts'
import { rollCode } from '#db/schema/voterRoll.ts'
import { seedBase } from '#db/seed/base.ts'
import { readConfig } from '#platform/config.ts'
import { buildApp } from '#src/app.ts'
import { engineMissing, freshDatabase } from '#tests/support/app.ts'
import { openVote } from '#tests/support/ballots.ts'
import { jar } from '#tests/support/jar.ts'
import { appBeside } from '#tests/support/outbox.ts'
import { startServer } from '#tests/support/server.ts'

const VOTERS = 200
const CONCURRENCY = 32
const KILL_AFTER = 70

const inParallel = async <T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> => {
  let next = 0
  const worker = async (): Promise<void> => {
    for (;;) {
      const one = all[next]
      next += 1
      if (one === undefined) return
      await work(one)
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, worker))
}

describe.skipIf(engineMissing())('kill -9 in the closing hour', () => {
  it('loses no acknowledged ballot and doubles none: as many codes are spent as envelopes are in the box', async () => {
    const settings = await freshDatabase()
    const before = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    await seedBase(before)
    const vote = await openVote(before)
    const codes: string[] = []
    while (codes.length < VOTERS) codes.push(await vote.code())
    await before.close()

    const server = await startServer({ ...settings, ASHAR_WORKER: 'off', TRUST_PROXY: '1' })
    onTestFinished(() => server.kill())
    const at = (part: string) => `/ky/pb/${vote.cycle.id}/vote${part}`
    // Everybody has their ballot before them, checked, and presses the button at the same time.
    const ready: { phone: ReturnType<typeof jar>; ballot: string }[] = []
    await inParallel(codes, async code => {
      const phone = jar(server.url)
      expect((await phone.post(at(''), { code })).status).toBe(303)
      const check = await (await phone.post(at('/check'), { choice: 'BRIDGE1', order: '2' })).text()
      ready.push({ phone, ballot: /name="ballot" value="([^"]*)"/.exec(check)?.[1] ?? '' })
    })
    const receipts = new Map<string, string>()
    const unanswered: string[] = []
    let killed: Promise<void> | undefined
    await inParallel(ready, async ({ phone, ballot }) => {
      if (killed) return void unanswered.push(ballot)
      try {
        // It counts only when it has come whole: that is what a voter has in hand.
        const answer = await phone.post(at('/receipt'), { act: 'cast', ballot })
        const receipt = /data-receipt="([^"]*)"/.exec(await answer.text())?.[1]
        expect([answer.status, receipt]).toEqual([200, expect.any(String)])
        receipts.set(ballot, receipt ?? '')
      } catch (error) {
        if (!killed) throw error
        unanswered.push(ballot)
      }
      if (receipts.size >= KILL_AFTER) killed ??= server.kill()
    })
    await killed
    expect(receipts.size).toBeGreaterThanOrEqual(KILL_AFTER)
    expect(unanswered.length).toBeGreaterThan(0)

    const again = await startServer(server.env)
    onTestFinished(() => again.stop())
    const app = appBeside(again)
    const stand = async () => {
      const envelopes = await app.store.read.select({ receipt: boxEnvelope.receipt }).from(boxEnvelope)
      const spent = (await app.store.read.select({ state: rollCode.state }).from(rollCode)).filter(one => one.state === 'spent')
      return { receipts: envelopes.map(one => one.receipt), spent: spent.length }
    }
    const after = await stand()
    expect(after.receipts).toEqual(expect.arrayContaining([...receipts.values()]))
    expect(after.spent).toBe(after.receipts.length)

    // Whoever got no answer sends the same form again, with the same cookies: each then has exactly one ballot in the box.
    const phones = new Map(ready.map(one => [one.ballot, one.phone.cookies]))
    await inParallel([...receipts.keys(), ...unanswered], async ballot => {
      const phone = jar(again.url)
      for (const [name, value] of phones.get(ballot) ?? []) phone.cookies.set(name, value)
      const answer = await phone.post(at('/receipt'), { act: 'cast', ballot })
      const receipt = /data-receipt="([^"]*)"/.exec(await answer.text())?.[1] ?? ''
      expect(answer.status).toBe(200)
      if (receipts.has(ballot)) expect(receipt).toBe(receipts.get(ballot))
      else receipts.set(ballot, receipt)
    })
    const whole = await stand()
    expect(whole.receipts.toSorted()).toEqual([...receipts.values()].toSorted())
    expect(new Set(whole.receipts).size).toBe(VOTERS)
    expect(whole.spent).toBe(VOTERS)
    expect(await app.store.read.select().from(boxTested)).toEqual([])
  }, 240_000)
})
