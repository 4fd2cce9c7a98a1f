import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { auditEntry } from '#db/schema/audit.ts'
import { roleGrant, session } from '#db/schema/identity.ts'
import { recoveryCode, secondFactor } from '#db/schema/signIn.ts'
import { verifyAudit } from '#features/audit/verifyAudit.ts'
import {
  renewRecoveryCodes,
  resetSecondFactor,
  turnOffSecondFactor,
  turnOnSecondFactor,
} from '#features/identity/changeSecondFactor.ts'
import { passEnrolment, passSecondFactor } from '#features/identity/finishSignIn.ts'
import { readUnfinished, readViewer } from '#features/identity/readViewer.ts'
import { OPERATOR, type Role } from '#features/identity/rules/viewer.ts'
import { offerSecondFactor } from '#features/identity/secondFactor.ts'
import { signIn } from '#features/identity/signIn.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { testClock } from '#tests/support/clock.ts'
import { appCode, colleague, PASSWORD } from '#tests/support/colleague.ts'
import { knockers } from '#tests/support/viewers.ts'

const email = 'bakyt@dpi.example'
const HALF_MINUTE = 30_000
let senders = 0
const from = () => ({ sender: `203.0.113.${(senders += 1)}` })
const code = (result: { ok: boolean; refusals?: readonly { code: string }[] }) => (result.ok ? 'in' : result.refusals?.[0]?.code)

async function withColleague(role: Role = 'dpi') {
  const clock = testClock(new Date('2026-11-24T04:00:10Z'))
  const app = await testApp({ now: clock.now })
  const first = await colleague(app, email, role)
  return { app, first, pass: clock.pass }
}
async function again(app: App) {
  const entered = await signIn(app, { email, password: PASSWORD }, from())
  if (!entered.ok) throw new Error(entered.refusals[0].code)
  return entered.value
}
/** Sets a second factor up from the account page; answers its secret and codes. */
async function turnOn(app: App, sessionId: string) {
  const viewer = await readViewer(app, sessionId)
  if (viewer.kind !== 'account') throw new Error('not signed in')
  const offer = await offerSecondFactor(app, { accountId: viewer.accountId, email })
  const secret = offer.groups.join('')
  const done = await turnOnSecondFactor(app, viewer, sessionId, {
    sealed: offer.sealed,
    code: appCode(secret, app.now()),
    password: PASSWORD,
  })
  if (!done.ok) throw new Error(done.refusals[0].code)
  return { secret, codes: done.value, viewer }
}
const enterCode = (app: App, sessionId: string, typed: string) =>
  passSecondFactor(app, { sessionId, deviceToken: undefined }, typed)

describe.skipIf(engineMissing())('a second factor', () => {
  it('makes a password worth no more than the question for a code', async () => {
    const { app, first, pass } = await withColleague()
    const { secret } = await turnOn(app, first.sessionId)
    expect((await readViewer(app, first.sessionId)).kind).toBe('account')
    pass(HALF_MINUTE)
    const begun = await again(app)
    expect(begun.stage).toBe('secondFactor')
    expect((await readViewer(app, begun.sessionId)).kind).toBe('visitor')
    expect(await readUnfinished(app, begun.sessionId)).toMatchObject({ stage: 'secondFactor', email })
    const passed = await enterCode(app, begun.sessionId, appCode(secret, app.now()))
    if (!passed.ok) throw new Error(code(passed))
    expect(passed.value.sessionId).not.toBe(begun.sessionId)
    expect((await readViewer(app, passed.value.sessionId)).kind).toBe('account')
    expect(await readUnfinished(app, begun.sessionId)).toBeUndefined()
    expect(await verifyAudit(app.store.read)).toMatchObject({ sound: true })
  })

  it('takes the code before and the one after, and none that is further away', async () => {
    const { app, first, pass } = await withColleague()
    const { secret } = await turnOn(app, first.sessionId)
    pass(10 * HALF_MINUTE)
    const begun = await again(app)
    for (const away of [-2, 2])
      expect(code(await enterCode(app, begun.sessionId, appCode(secret, app.now(), away)))).toBe('secondFactor.wrong')
    expect(code(await enterCode(app, begun.sessionId, appCode(secret, app.now(), -1)))).toBe('in')
    expect(
      code(await enterCode(app, (await again(app)).sessionId, ` ${appCode(secret, app.now(), 1).replace(/(...)/, '$1 ')} `)),
    ).toBe('in')
  })

  it('takes no code twice, nor one older than the last, not even at the same moment', async () => {
    const { app, first, pass } = await withColleague()
    const { secret } = await turnOn(app, first.sessionId)
    const used = appCode(secret, app.now())
    expect(code(await enterCode(app, (await again(app)).sessionId, used))).toBe('secondFactor.used')
    pass(2 * HALF_MINUTE)
    const fresh = appCode(secret, app.now())
    const both = [await again(app), await again(app)]
    const results = await Promise.all(both.map(one => enterCode(app, one.sessionId, fresh)))
    expect(results.map(code).sort()).toEqual(['in', 'secondFactor.used'])
    expect(code(await enterCode(app, (await again(app)).sessionId, appCode(secret, app.now(), -1)))).toBe('secondFactor.used')
  })

  it('slows wrong codes down as wrong passwords are, in every browser, and says how long', async () => {
    const { app, first, pass } = await withColleague()
    const { secret } = await turnOn(app, first.sessionId)
    pass(2 * HALF_MINUTE)
    for (let n = 0; n < 5; n += 1)
      expect(code(await enterCode(app, (await again(app)).sessionId, '000000'))).toBe('secondFactor.wrong')
    const right = () => appCode(secret, app.now())
    expect(await enterCode(app, (await again(app)).sessionId, right())).toMatchObject({
      refusals: [{ code: 'signIn.wait', values: { seconds: 5, minutes: 1 } }],
    })
    pass(5_000)
    expect(code(await enterCode(app, (await again(app)).sessionId, right()))).toBe('in')
    expect(code(await enterCode(app, (await again(app)).sessionId, '000000'))).toBe('secondFactor.wrong')
  })

  it('is lost with the phone, but for ten recovery codes that work once each and are kept as hashes', async () => {
    const { app, first } = await withColleague()
    const { codes, secret, viewer } = await turnOn(app, first.sessionId)
    expect(new Set(codes).size).toBe(10)
    const stored = JSON.stringify([
      await app.store.read.select().from(secondFactor),
      await app.store.read.select().from(recoveryCode),
    ])
    for (const hidden of [...codes, ...codes.map(one => one.replaceAll('-', '')), secret]) expect(stored).not.toContain(hidden)
    const [one = '', two = ''] = codes
    expect(code(await enterCode(app, (await again(app)).sessionId, one.toLowerCase().replaceAll('-', ' ')))).toBe('in')
    expect(code(await enterCode(app, (await again(app)).sessionId, one))).toBe('secondFactor.wrong')
    const renewed = await renewRecoveryCodes(app, viewer, PASSWORD)
    if (!renewed.ok) throw new Error(code(renewed))
    expect(code(await enterCode(app, (await again(app)).sessionId, two))).toBe('secondFactor.wrong')
    expect(code(await enterCode(app, (await again(app)).sessionId, renewed.value[9] ?? ''))).toBe('in')
  })

  it('is turned off with the password alone, and the offer of another account or of an hour ago is worth nothing', async () => {
    const { app, first, pass } = await withColleague()
    const { viewer } = await turnOn(app, first.sessionId)
    expect(code(await turnOffSecondFactor(app, viewer, 'not my password'))).toBe('password.wrong')
    expect(code(await turnOffSecondFactor(app, viewer, PASSWORD))).toBe('in')
    expect((await again(app)).stage).toBe('full')
    const offer = await offerSecondFactor(app, { accountId: 'somebody else', email })
    const typed = () => appCode(offer.groups.join(''), app.now())
    expect(
      code(await turnOnSecondFactor(app, viewer, first.sessionId, { sealed: offer.sealed, code: typed(), password: PASSWORD })),
    ).toBe('secondFactor.offerOver')
    const own = await offerSecondFactor(app, { accountId: first.accountId, email })
    expect((await offerSecondFactor(app, { accountId: first.accountId, email }, own.sealed)).groups).toEqual(own.groups)
    pass(60 * 60_000)
    expect(
      code(
        await turnOnSecondFactor(app, viewer, first.sessionId, {
          sealed: own.sealed,
          code: appCode(own.groups.join(''), app.now()),
          password: PASSWORD,
        }),
      ),
    ).toBe('secondFactor.offerOver')
  })

  it('that was set up under another secret of the server is not taken for a wrong code', async () => {
    const { app, first, pass } = await withColleague()
    const { secret } = await turnOn(app, first.sessionId)
    pass(2 * HALF_MINUTE)
    const begun = await again(app)
    const moved: App = { ...app, serverKey: purpose => `another ${purpose}` }
    expect(code(await enterCode(moved, begun.sessionId, appCode(secret, app.now())))).toBe('secondFactor.unreadable')
  })
})

describe.skipIf(engineMissing())('an admin role', () => {
  for (const role of ['admin', 'dpi-admin'] as const)
    it(`${role} opens nothing before a second factor is set up, and cannot do without it`, async () => {
      const { app, first, pass } = await withColleague(role)
      expect(first.stage).toBe('enrol')
      expect((await readViewer(app, first.sessionId)).kind).toBe('visitor')
      const unfinished = await readUnfinished(app, first.sessionId)
      if (!unfinished) throw new Error('no step is waiting')
      const offer = await offerSecondFactor(app, unfinished)
      const secret = offer.groups.join('')
      const place = { sessionId: first.sessionId, deviceToken: undefined }
      expect(code(await passEnrolment(app, place, { sealed: offer.sealed, code: '000000' }))).toBe('secondFactor.wrong')
      const done = await passEnrolment(app, place, { sealed: offer.sealed, code: appCode(secret, app.now()) })
      if (!done.ok) throw new Error(code(done))
      const viewer = await readViewer(app, done.value.also.sessionId)
      expect(viewer).toMatchObject({ kind: 'account', grants: [{ role }] })
      expect(code(await turnOffSecondFactor(app, viewer, PASSWORD))).toBe('secondFactor.needed')
      pass(HALF_MINUTE)
      expect((await again(app)).stage).toBe('secondFactor')
    })

  it('given to somebody who is signed in counts at once, and half a session is over after half an hour', async () => {
    const { app, first, pass } = await withColleague()
    await app.store.write(tx => tx.update(roleGrant).set({ role: 'admin' }))
    expect((await readViewer(app, first.sessionId)).kind).toBe('visitor')
    expect(await readUnfinished(app, first.sessionId)).toMatchObject({ stage: 'enrol' })
    pass(31 * 60_000)
    expect(await readUnfinished(app, first.sessionId)).toBeUndefined()
  })
})

describe.skipIf(engineMissing())('taking a second factor away', () => {
  it('is for an operator, with a reason; every session ends', async () => {
    const { app, first } = await withColleague()
    await turnOn(app, first.sessionId)
    expect(code(await resetSecondFactor(app, OPERATOR, 'nobody@dpi.example', 'lost'))).toBe('account.unknown')
    expect(code(await resetSecondFactor(app, OPERATOR, email, 'lost the phone'))).toBe('in')
    expect(code(await resetSecondFactor(app, OPERATOR, email, 'lost the phone'))).toBe('secondFactor.none')
    expect(await app.store.read.select().from(session)).toEqual([])
    const [entry] = await app.store.read.select().from(auditEntry).where(eq(auditEntry.action, 'secondFactor.reset'))
    expect(entry).toMatchObject({ actor: 'operator', reason: 'lost the phone', subjectId: first.accountId })
    expect((await again(app)).stage).toBe('full')
  })

  it('is refused to everybody who may not close accounts', async () => {
    const { app } = await withColleague()
    for (const [who, viewer, allowed] of knockers('account.disable'))
      expect(code(await resetSecondFactor(app, viewer, email, 'x')), who).toBe(allowed ? 'secondFactor.none' : 'forbidden')
  })
})
