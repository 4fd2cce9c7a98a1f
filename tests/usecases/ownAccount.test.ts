import { describe, expect, it } from 'vitest'
import { account, session } from '#db/schema/identity.ts'
import { notice } from '#db/schema/notices.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { tellChanged } from '#features/identity/accountSteps.ts'
import { changeLanguage, changePassword, endOtherSessions, endSession } from '#features/identity/changeAccount.ts'
import { createOneTimeLink } from '#features/identity/createAccount.ts'
import { acceptOneTimeLink, readOneTimeLink } from '#features/identity/acceptOneTimeLink.ts'
import { renewRecoveryCodes, turnOffSecondFactor, turnOnSecondFactor } from '#features/identity/changeSecondFactor.ts'
import { linkEid, unlinkEid } from '#features/identity/enterWithEid.ts'
import { readAccount } from '#features/identity/readAccount.ts'
import { readViewer } from '#features/identity/readViewer.ts'
import { OPERATOR, VISITOR } from '#features/identity/rules/viewer.ts'
import { offerSecondFactor } from '#features/identity/secondFactor.ts'
import { signIn } from '#features/identity/signIn.ts'
import { words } from '#features/identity/words.ts'
import { tellAccount } from '#features/notices/tellAccount.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { testClock } from '#tests/support/clock.ts'
import { appCode, colleague, PASSWORD } from '#tests/support/colleague.ts'

const email = 'aigul@dpi.example'
const FIREFOX = 'Mozilla/5.0 (Android 14; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0'
let senders = 0
const code = (result: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  result.ok ? 'done' : result.refusals?.[0]?.code
const enter = async (app: App, password = PASSWORD) => {
  const entered = await signIn(app, { email, password }, { sender: `192.0.2.${(senders += 1)}` })
  return entered.ok ? entered.value.sessionId : entered.refusals[0].code
}

async function withAccount() {
  const clock = testClock(new Date('2026-11-24T04:00:00Z'))
  const app = await testApp({ now: clock.now })
  const { sessionId } = await colleague(app, email, 'dpi')
  return { app, sessionId, viewer: await readViewer(app, sessionId, FIREFOX), pass: clock.pass }
}

describe.skipIf(engineMissing())("one's own account", () => {
  it('tells its owner by mail what was changed about signing in, and nobody of the demonstration', async () => {
    const { app, sessionId, viewer, pass } = await withAccount()
    const tell = tellAccount(app)
    const mailed = async () => (await app.store.read.select().from(notice)).map(one => [one.to, one.template, one.values.as])
    expect(code(await changePassword(app, viewer, sessionId, { oldPassword: 'x', newPassword: 'кызыл алма 2026' }, tell))).toBe(
      'password.wrong',
    )
    expect(await mailed()).toEqual([])
    const changed = { oldPassword: PASSWORD, newPassword: 'кызыл алма 2026' }
    expect(code(await changePassword(app, viewer, sessionId, changed, tell))).toBe('done')
    const offer = await offerSecondFactor(app, { accountId: viewer.kind === 'account' ? viewer.accountId : '', email })
    const input = { sealed: offer.sealed, code: appCode(offer.groups.join(''), app.now()), password: changed.newPassword }
    expect(code(await turnOnSecondFactor(app, viewer, sessionId, input, tell))).toBe('done')
    expect(code(await renewRecoveryCodes(app, viewer, changed.newPassword, tell))).toBe('done')
    expect(code(await turnOffSecondFactor(app, viewer, changed.newPassword, tell))).toBe('done')
    const link = await createOneTimeLink(app, OPERATOR, email)
    if (!link.ok) throw new Error('no link')
    pass(60_000)
    await acceptOneTimeLink(app, link.value.token, PASSWORD, { sender: '192.0.2.250' }, tell)
    const said = (what: string) => [email, 'accountChanged', words('ky').data(`account.done.${what}`)]
    expect(await mailed()).toEqual(['password', 'secondFactor', 'codes', 'secondFactorOff', 'password'].map(said))
    await app.store.write(tx => tx.update(account).set({ isDemo: true }))
    await app.store.write(tx => tellChanged(tx, tell, link.value.accountId, 'password'))
    expect(await mailed()).toHaveLength(5)
  })

  it('changes its password for who knows the old one; other sessions and links end', async () => {
    const { app, sessionId, viewer } = await withAccount()
    const other = await enter(app)
    const link = await createOneTimeLink(app, OPERATOR, email)
    const change = (oldPassword: string, newPassword: string) =>
      changePassword(app, viewer, sessionId, { oldPassword, newPassword })
    expect(await change('not my password', 'жаңы узун сырсөзүм')).toMatchObject({
      refusals: [{ code: 'password.wrong', path: 'oldPassword' }],
    })
    expect(await change(PASSWORD, 'кыска')).toMatchObject({ refusals: [{ code: 'password.short', path: 'newPassword' }] })
    expect(code(await change(PASSWORD, 'жаңы узун сырсөзүм'))).toBe('done')
    expect((await readViewer(app, sessionId)).kind).toBe('account')
    expect((await readViewer(app, other)).kind).toBe('visitor')
    if (link.ok) expect(code(await readOneTimeLink(app, link.value.token))).toBe('link.over')
    expect(await enter(app)).toBe('signIn.wrong')
    expect((await readViewer(app, await enter(app, 'жаңы узун сырсөзүм'))).kind).toBe('account')
  })

  it('counts wrong old passwords as those of sign-in are counted', async () => {
    const { app, sessionId, viewer, pass } = await withAccount()
    const change = (oldPassword: string) =>
      changePassword(app, viewer, sessionId, { oldPassword, newPassword: 'жаңы узун сырсөзүм' })
    for (let n = 0; n < 5; n += 1) expect(code(await change('wrong wrong wrong'))).toBe('password.wrong')
    expect(await change(PASSWORD)).toMatchObject({ refusals: [{ code: 'signIn.wait', values: { seconds: 5, minutes: 1 } }] })
    pass(5_000)
    expect(code(await change(PASSWORD))).toBe('done')
  })

  it('lists its sessions with when and in what browser, this one first, and ends one or all others', async () => {
    const { app, sessionId, viewer, pass } = await withAccount()
    pass(60_000)
    const [one, two] = [await enter(app), await enter(app)]
    // A moment after it was opened it is seen with its browser.
    await readViewer(app, two)
    await readViewer(app, two, FIREFOX)
    pass(3_600_000)
    await readViewer(app, sessionId, FIREFOX)
    await readViewer(app, one, 'curl/8')
    const seen = await readAccount(app, viewer, sessionId)
    expect(seen?.sessions.map(({ device, isThis }) => ({ device, isThis }))).toEqual([
      { device: 'Firefox, Android', isThis: true },
      { device: undefined, isThis: false },
      { device: 'Firefox, Android', isThis: false },
    ])
    expect(seen?.sessions[0]?.seenAt).toEqual(app.now())
    expect(seen?.sessions[1]?.seenAt).toEqual(app.now())
    expect(JSON.stringify(await app.store.read.select().from(session))).not.toContain('Mozilla')
    expect(code(await endSession(app, viewer, 'made-up'))).toBe('session.unknown')
    expect(code(await endSession(app, viewer, seen?.sessions[1]?.handle ?? ''))).toBe('done')
    expect((await readViewer(app, one)).kind).toBe('visitor')
    expect((await readViewer(app, two)).kind).toBe('account')
    expect(code(await endOtherSessions(app, viewer, sessionId))).toBe('done')
    expect((await readViewer(app, two)).kind).toBe('visitor')
    expect((await readViewer(app, sessionId)).kind).toBe('account')
    const stranger = await colleague(app, 'bakyt@dpi.example', 'dpi')
    const handle =
      (await readAccount(app, await readViewer(app, stranger.sessionId), stranger.sessionId))?.sessions[0]?.handle ?? ''
    expect(code(await endSession(app, viewer, handle))).toBe('session.unknown')
    expect((await readViewer(app, stranger.sessionId)).kind).toBe('account')
  })

  it('writes each change into the trail', async () => {
    const { app, sessionId, viewer } = await withAccount()
    await changeLanguage(app, viewer, 'ru')
    await endOtherSessions(app, viewer, sessionId)
    expect((await app.store.read.select().from(account))[0]?.language).toBe('ru')
    const actions = (await app.store.read.select().from(auditEntry)).map(entry => entry.action)
    expect(actions).toEqual(expect.arrayContaining(['account.languageSet', 'session.ended']))
  })

  it("is nobody else's: a visitor, the operator and the machine have none", async () => {
    const { app, sessionId } = await withAccount()
    for (const viewer of [VISITOR, OPERATOR]) {
      const password = { oldPassword: PASSWORD, newPassword: 'жаңы узун сырсөзүм' }
      expect(code(await changePassword(app, viewer, sessionId, password))).toBe('forbidden')
      expect(code(await changeLanguage(app, viewer, 'ru'))).toBe('forbidden')
      expect(code(await endSession(app, viewer, 'x'))).toBe('forbidden')
      expect(code(await endOtherSessions(app, viewer, sessionId))).toBe('forbidden')
      expect(code(await turnOnSecondFactor(app, viewer, sessionId, { sealed: '', code: '', password: PASSWORD }))).toBe(
        'forbidden',
      )
      expect(code(await turnOffSecondFactor(app, viewer, PASSWORD))).toBe('forbidden')
      expect(code(await renewRecoveryCodes(app, viewer, PASSWORD))).toBe('forbidden')
      expect(code(await linkEid(app, viewer, 'x', 'x'))).toBe('forbidden')
      expect(code(await unlinkEid(app, viewer))).toBe('forbidden')
      expect(await readAccount(app, viewer, sessionId)).toBeUndefined()
    }
  })
})
