import { describe, expect, it } from 'vitest'
import { account, session, signInTry } from '#db/schema/identity.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { seedBase } from '#db/seed/base.ts'
import { DEMO_ACCOUNTS, seedDemoAccounts } from '#db/seed/demoAccounts.ts'
import { acceptOneTimeLink, readOneTimeLink } from '#features/identity/acceptOneTimeLink.ts'
import { createAccount, createOneTimeLink } from '#features/identity/createAccount.ts'
import { disableAccount } from '#features/identity/disableAccount.ts'
import { forgetOver } from '#features/identity/forgetOver.ts'
import { readViewer } from '#features/identity/readViewer.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { signIn } from '#features/identity/signIn.ts'
import { signOut } from '#features/identity/signOut.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'

const PASSWORD = 'жаан тийди кече кеч'
const email = 'aigul@dpi.example'
let senders = 0
const sender = () => `192.0.2.${(senders += 1)}`
const HOUR = 3_600_000

/** An app with a clock the test moves, and one DPI account with a password. */
async function withAccount(env: Record<string, string> = {}) {
  let now = new Date('2026-11-24T04:00:00Z').getTime()
  const app = await testApp({ now: () => new Date(now), env })
  const made = await createAccount(app, OPERATOR, { email, name: 'Айгүл', language: 'ky', role: 'dpi' })
  if (!made.ok) throw new Error('no account')
  const accepted = await acceptOneTimeLink(app, made.value.token, PASSWORD, { sender: sender() })
  if (!accepted.ok) throw new Error(accepted.refusals[0].code)
  return { app, invited: made.value, first: accepted.value, pass: (ms: number) => void (now += ms) }
}
const enter = (app: App, password = PASSWORD, deviceToken?: string, as = email) =>
  signIn(app, { email: as, password }, { sender: sender(), deviceToken })
const actions = async (app: App) => (await app.store.read.select().from(auditEntry)).map(entry => entry.action)

describe.skipIf(engineMissing())('signing in', () => {
  it('opens a new session each time, keeps only hashes, and says who is looking', async () => {
    const { app, first } = await withAccount()
    const [one, two] = [await enter(app), await enter(app)]
    if (!one.ok || !two.ok) throw new Error('refused')
    expect(new Set([first.sessionId, one.value.sessionId, two.value.sessionId]).size).toBe(3)
    expect(await readViewer(app, one.value.sessionId)).toEqual({
      kind: 'account', accountId: one.value.accountId, name: 'Айгүл', grants: [{ role: 'dpi', unitId: undefined }],
    }) // prettier-ignore
    const stored = JSON.stringify([await app.store.read.select().from(session), await app.store.read.select().from(account)])
    for (const secret of [one.value.sessionId, two.value.sessionId, PASSWORD]) expect(stored).not.toContain(secret)
    expect(await readViewer(app, 'made-up')).toEqual({ kind: 'visitor' })
  })

  it('refuses a wrong password and an unknown address alike, and writes both down', async () => {
    const { app } = await withAccount()
    expect(await enter(app, 'another password 1')).toEqual(await enter(app, PASSWORD, undefined, 'nobody@dpi.example'))
    expect((await actions(app)).filter(action => action === 'signIn.failed')).toHaveLength(2)
    expect(JSON.stringify(await app.store.read.select().from(auditEntry))).not.toContain('nobody@')
  })

  it('waits longer after each wrong try, yet strangers never lock out a browser that is known', async () => {
    const { app, first, pass } = await withAccount()
    for (let n = 0; n < 5; n += 1)
      expect(await enter(app, 'wrong wrong wrong')).toMatchObject({ refusals: [{ code: 'signIn.wrong' }] })
    expect(await enter(app)).toMatchObject({ ok: false, refusals: [{ code: 'signIn.wait', values: { seconds: 5 } }] })
    expect(await enter(app, PASSWORD, first.deviceToken)).toMatchObject({ ok: true })
    pass(5_000)
    expect(await enter(app, 'wrong wrong wrong')).toMatchObject({ refusals: [{ code: 'signIn.wrong' }] })
    expect(await enter(app)).toMatchObject({ refusals: [{ code: 'signIn.wait', values: { seconds: 10 } }] })
    pass(10_000)
    expect(await enter(app)).toMatchObject({ ok: true })
    expect(await enter(app, 'wrong wrong wrong')).toMatchObject({ refusals: [{ code: 'signIn.wrong' }] })
  })

  it('counts many tries at once before it looks at any password', async () => {
    const { app } = await withAccount()
    const tries = await Promise.all(Array.from({ length: 20 }, (_, n) => enter(app, `guess number ${n}`)))
    const codes = tries.map(result => (result.ok ? 'in' : result.refusals[0].code))
    expect(codes.filter(code => code === 'signIn.wrong')).toHaveLength(5)
    expect(codes.filter(code => code === 'signIn.wait')).toHaveLength(15)
  })

  it('takes no more than thirty tries from one sender in ten minutes', async () => {
    const { app } = await withAccount()
    const from = { sender: sender() }
    let code = ''
    for (let n = 0; n < 31; n += 1) {
      const result = await signIn(app, { email: `nobody${n}@dpi.example`, password: 'whatever it may be' }, from)
      code = result.ok ? 'in' : result.refusals[0].code
    }
    expect(code).toBe('signIn.tooMany')
  })
})

describe.skipIf(engineMissing())('a session', () => {
  it('slides while it is used, ends after twelve idle hours, and after a week in any case', async () => {
    const { app, first, pass } = await withAccount()
    const holds = async () => (await readViewer(app, first.sessionId)).kind === 'account'
    for (let hours = 0; hours < 7 * 24 - 8; hours += 8) {
      expect(await holds(), `after ${hours} hours`).toBe(true)
      pass(8 * HOUR)
    }
    pass(8 * HOUR)
    expect(await holds()).toBe(false)
    const again = await enter(app)
    if (!again.ok) throw new Error('refused')
    pass(12 * HOUR)
    expect((await readViewer(app, again.value.sessionId)).kind).toBe('visitor')
  })

  it('ends on signing out, and when the account is closed', async () => {
    const { app, first } = await withAccount()
    const other = await enter(app)
    if (!other.ok) throw new Error('refused')
    await signOut(app, await readViewer(app, first.sessionId), first.sessionId)
    expect((await readViewer(app, first.sessionId)).kind).toBe('visitor')
    expect((await readViewer(app, other.value.sessionId)).kind).toBe('account')
    expect(await disableAccount(app, OPERATOR, email, 'left DPI')).toMatchObject({ ok: true })
    expect((await readViewer(app, other.value.sessionId)).kind).toBe('visitor')
    expect(await enter(app)).toMatchObject({ refusals: [{ code: 'signIn.wrong' }] })
    expect(await actions(app)).toEqual(
      expect.arrayContaining(['account.created', 'account.passwordSet', 'signIn.done', 'signOut.done', 'account.disabled']),
    )
  })

  it('of a demo account is worth nothing where the portal is no demo', async () => {
    const demo = await testApp({ env: { ASHAR_DEMO: '1' } })
    const made = await createAccount(demo, OPERATOR, { email, name: 'Demo', language: 'ky', role: 'dpi', isDemo: true })
    if (!made.ok) throw new Error('no account')
    const inside = await acceptOneTimeLink(demo, made.value.token, PASSWORD, { sender: sender() })
    if (!inside.ok) throw new Error('refused')
    const real: App = { ...demo, config: { ...demo.config, demo: false } }
    expect((await readViewer(demo, inside.value.sessionId)).kind).toBe('account')
    expect(await enter(demo)).toMatchObject({ ok: true })
    expect(await enter(real)).toMatchObject({ refusals: [{ code: 'signIn.wrong' }] })
    expect((await readViewer(real, inside.value.sessionId)).kind).toBe('visitor')
  })
})

describe.skipIf(engineMissing())('a one-time link', () => {
  it('works once, is not spent by looking, and ends the other sessions', async () => {
    const { app, first, invited } = await withAccount()
    expect(await acceptOneTimeLink(app, invited.token, 'another long password', { sender: sender() })).toMatchObject({
      refusals: [{ code: 'link.over' }],
    })
    const reset = await createOneTimeLink(app, OPERATOR, email)
    if (!reset.ok) throw new Error('refused')
    for (let n = 0; n < 3; n += 1) expect(await readOneTimeLink(app, reset.value.token)).toMatchObject({ ok: true })
    expect(await acceptOneTimeLink(app, reset.value.token, 'short', { sender: sender() })).toMatchObject({
      refusals: [{ code: 'password.short' }],
    })
    const both = await Promise.all(
      ['another long password', 'a third long password'].map(password =>
        acceptOneTimeLink(app, reset.value.token, password, { sender: sender() }),
      ),
    )
    expect(both.filter(result => result.ok)).toHaveLength(1)
    expect((await readViewer(app, first.sessionId)).kind).toBe('visitor')
    expect(await readOneTimeLink(app, 'made-up')).toMatchObject({ refusals: [{ code: 'link.unknown' }] })
  })

  it('ends after a week, and with the next link', async () => {
    const { app, pass } = await withAccount()
    const one = await createOneTimeLink(app, OPERATOR, email)
    const two = await createOneTimeLink(app, OPERATOR, email)
    if (!one.ok || !two.ok) throw new Error('refused')
    expect(await readOneTimeLink(app, one.value.token)).toMatchObject({ refusals: [{ code: 'link.over' }] })
    pass(7 * 24 * HOUR)
    expect(await readOneTimeLink(app, two.value.token)).toMatchObject({ refusals: [{ code: 'link.over' }] })
  })

  it('is not made twice for one address', async () => {
    const { app } = await withAccount()
    expect(await createAccount(app, OPERATOR, { email, name: 'x', language: 'ru', role: 'admin' })).toMatchObject({
      refusals: [{ code: 'account.emailTaken', path: 'email' }],
    })
  })
})

describe.skipIf(engineMissing())('retention', () => {
  it('forgets tries after a day and sessions that are over', async () => {
    const { app, pass } = await withAccount()
    await enter(app, 'wrong wrong wrong')
    expect(await app.store.read.select().from(signInTry)).toHaveLength(1)
    pass(25 * HOUR)
    await forgetOver(app)
    expect(await app.store.read.select().from(signInTry)).toHaveLength(0)
    expect(await app.store.read.select().from(session)).toHaveLength(0)
  })
})

describe.skipIf(engineMissing())('demo sign-ins', () => {
  it('are made once, work, and are refused outside a demo', async () => {
    const app = await testApp({ env: { ASHAR_DEMO: '1' } })
    await seedBase(app)
    await seedDemoAccounts(app)
    await seedDemoAccounts(app)
    for (const one of DEMO_ACCOUNTS) expect(await enter(app, one.password, undefined, one.email)).toMatchObject({ ok: true })
    await expect(seedDemoAccounts(await testApp())).rejects.toThrow('ASHAR_DEMO')
    // A password of each role is hashed and tried, which a busy machine takes its time for.
  }, 120_000)
})
