import { describe, expect, it } from 'vitest'
import { auditEntry } from '#db/schema/audit.ts'
import { oneTimeLink } from '#db/schema/identity.ts'
import { notice } from '#db/schema/notices.ts'
import { acceptOneTimeLink, readOneTimeLink } from '#features/identity/acceptOneTimeLink.ts'
import { askForReset } from '#features/identity/askForReset.ts'
import { createAccount } from '#features/identity/createAccount.ts'
import { disableAccount } from '#features/identity/disableAccount.ts'
import { readViewer } from '#features/identity/readViewer.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { tellAccount } from '#features/notices/tellAccount.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { PASSWORD, person, sender } from '#tests/support/people.ts'

const HOUR = 3_600_000
const email = 'aigul@dpi.example'

async function portal() {
  let now = new Date('2026-11-24T04:00:00Z').getTime()
  const app = await testApp({ now: () => new Date(now) })
  return { app, pass: (ms: number) => void (now += ms) }
}
const ask = (app: App, of = email, from = sender()) => askForReset(app, of, { sender: from }, tellAccount(app))
const mailed = async (app: App) => app.store.read.select().from(notice)
/** The secret of the newest link, out of its mail. */
const token = async (app: App) =>
  String((await mailed(app)).at(-1)?.values?.url)
    .split('/')
    .at(-1) ?? ''

describe.skipIf(engineMissing())('a lost password', () => {
  it('is set anew by a link that comes by mail, works once and for two hours', async () => {
    const { app, pass } = await portal()
    const { sessionId } = await person(app, email, 'dpi')
    expect(await ask(app)).toEqual({ ok: true, value: undefined })
    expect(await mailed(app)).toMatchObject([
      { to: email, template: 'accountReset', values: { validUntil: '2026-11-24T06:00:00.000Z' } },
    ])
    const first = await token(app)
    expect(await acceptOneTimeLink(app, first, PASSWORD, { sender: sender() })).toMatchObject({ ok: true })
    expect(await readOneTimeLink(app, first)).toMatchObject({ refusals: [{ code: 'link.over' }] })
    expect((await readViewer(app, sessionId)).kind).toBe('visitor')
    await ask(app)
    pass(2 * HOUR)
    expect(await readOneTimeLink(app, await token(app))).toMatchObject({ refusals: [{ code: 'link.over' }] })
  })

  it('answers a stranger, a closed account and one that asks too often exactly alike, without a mail', async () => {
    const { app } = await portal()
    await person(app, email, 'dpi')
    await person(app, 'gone@dpi.example', 'dpi')
    await disableAccount(app, OPERATOR, 'gone@dpi.example', 'left')
    const known = await ask(app)
    for (const other of ['nobody@dpi.example', 'gone@dpi.example']) expect(await ask(app, other)).toEqual(known)
    expect(await mailed(app)).toHaveLength(1)
    for (let n = 0; n < 4; n += 1) expect(await ask(app)).toEqual(known)
    expect(await mailed(app)).toHaveLength(3)
    const trail = (await app.store.read.select().from(auditEntry)).filter(entry => entry.action === 'account.resetAsked')
    expect(trail).toHaveLength(7)
    expect(JSON.stringify(trail)).not.toContain('nobody@')
  })

  it('takes as long for an address that is known as for one that is not', async () => {
    const { app } = await portal()
    await person(app, email, 'dpi')
    const took = async (of: string) => {
      const start = performance.now()
      await ask(app, of)
      return performance.now() - start
    }
    // Both wait for the same clock, which takes longer than the work of either.
    for (const of of [email, 'nobody@dpi.example']) expect(await took(of)).toBeGreaterThan(290)
  })

  it('leaves an invitation that waits as it is, and helps who let one expire', async () => {
    const { app, pass } = await portal()
    const made = await createAccount(app, OPERATOR, { email, name: 'Айгүл', language: 'ky', role: 'dpi' })
    if (!made.ok) throw new Error('refused')
    await ask(app)
    expect(await readOneTimeLink(app, made.value.token)).toMatchObject({ ok: true })
    pass(8 * 24 * HOUR)
    expect(await readOneTimeLink(app, made.value.token)).toMatchObject({ refusals: [{ code: 'link.over' }] })
    await ask(app)
    expect(await acceptOneTimeLink(app, await token(app), PASSWORD, { sender: sender() })).toMatchObject({ ok: true })
    expect((await app.store.read.select().from(oneTimeLink)).every(link => link.usedAt !== null)).toBe(true)
  })

  it('is asked for no more than ten times an hour from one network', async () => {
    const { app } = await portal()
    const from = sender()
    const answers = await Promise.all(Array.from({ length: 11 }, (_, n) => ask(app, `n${n}@dpi.example`, from)))
    expect(answers.filter(answer => answer.ok)).toHaveLength(10)
    expect(answers.find(answer => !answer.ok)).toMatchObject({ refusals: [{ code: 'signIn.tooMany' }] })
  })
})
