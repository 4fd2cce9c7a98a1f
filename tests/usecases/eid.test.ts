import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditEntry } from '#db/schema/audit.ts'
import { account, session } from '#db/schema/identity.ts'
import { notice } from '#db/schema/notices.ts'
import { eidLink } from '#db/schema/signIn.ts'
import { disableAccount } from '#features/identity/disableAccount.ts'
import { finishEid, startEid } from '#features/identity/eid.ts'
import { enterWithEid, linkEid, startLinking, unlinkEid } from '#features/identity/enterWithEid.ts'
import { readViewer } from '#features/identity/readViewer.ts'
import { OPERATOR, type Viewer, VISITOR } from '#features/identity/rules/viewer.ts'
import { tellAccount } from '#features/notices/tellAccount.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { testClock } from '#tests/support/clock.ts'
import { colleague, PASSWORD } from '#tests/support/colleague.ts'
import { type EidPeer, startEidPeer, throughEid } from '#tests/support/oidcProvider.ts'

const PIN = '20101199012345'
const SITE = 'http://127.0.0.1:4399'
let peer: EidPeer
let senders = 0
const code = (result: { ok: boolean; refusals?: readonly { code: string }[] }) => (result.ok ? 'in' : result.refusals?.[0]?.code)

async function withPeer(person: string, start = new Date()) {
  peer.person = person
  const clock = testClock(start)
  const app = await testApp({ now: clock.now, env: { ...peer.env, SITE_URL: SITE } })
  return { app, pass: clock.pass }
}
async function begin(app: App) {
  const started = await startEid(app, { for: 'signIn', next: '/ky/desk' }, 'ky', { sender: `198.51.100.${(senders += 1)}` })
  if (!started.ok) throw new Error(started.refusals[0].code)
  return started.value
}
const through = async (app: App) => {
  const { address, flow } = await begin(app)
  return { query: (await throughEid(address, peer.issuer)).searchParams, flow }
}
const subjectOf = async (app: App) => {
  const { query, flow } = await through(app)
  const finished = await finishEid(app, query, flow)
  if (!finished.ok) throw new Error(finished.refusals[0].code)
  return finished.value
}

describe.skipIf(engineMissing())('an eID', () => {
  beforeAll(async () => {
    peer = await startEidPeer(`${SITE}/eid/callback`)
  })
  afterAll(() => peer?.stop())

  it('says who somebody is by a keyed hash, the same each time here and another elsewhere, with its purpose unchanged', async () => {
    const { app } = await withPeer(PIN)
    const [one, two] = [await subjectOf(app), await subjectOf(app)]
    expect(one).toEqual({ issuer: peer.issuer, subjectHash: one.subjectHash, purpose: { for: 'signIn', next: '/ky/desk' } })
    expect(one.subjectHash).toMatch(/^[0-9a-f]{64}$/)
    expect(two.subjectHash).toBe(one.subjectHash)
    const { app: other } = await withPeer(PIN)
    expect((await subjectOf(other)).subjectHash).not.toBe(one.subjectHash)
    peer.person = '20101199054321'
    expect((await subjectOf(app)).subjectHash).not.toBe(one.subjectHash)
  })

  it('asks for nothing but openid, with PKCE, state and nonce', async () => {
    const { app } = await withPeer(PIN)
    const asked = new URL((await begin(app)).address).searchParams
    expect(Object.fromEntries(asked)).toMatchObject({ scope: 'openid', code_challenge_method: 'S256', response_type: 'code' })
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)).toMatch(/^[\w-]{43}$/)
  })

  it('tells in codes what goes wrong: cancelled, mixed up, late, used, unanswered, clocks apart', async () => {
    const { app, pass } = await withPeer('cancel')
    const cancelled = await through(app)
    expect(code(await finishEid(app, cancelled.query, cancelled.flow))).toBe('eid.cancelled')
    peer.person = PIN
    const good = await through(app)
    const other = await begin(app)
    expect(code(await finishEid(app, good.query, other.flow))).toBe('eid.mixedUp')
    expect(code(await finishEid(app, good.query, undefined))).toBe('eid.expired')
    expect(code(await finishEid(app, good.query, `${good.flow.slice(0, -4)}AAAA`))).toBe('eid.expired')
    peer.broken = true
    expect(code(await finishEid(app, good.query, good.flow))).toBe('eid.down')
    peer.broken = false
    expect(code(await finishEid(app, good.query, good.flow))).toBe('in')
    // The same answer again, by whoever recorded it.
    expect(code(await finishEid(app, good.query, good.flow))).toBe('eid.expired')
    const late = await through(app)
    pass(11 * 60_000)
    expect(code(await finishEid(app, late.query, late.flow))).toBe('eid.expired')
    const { app: ahead } = await withPeer(PIN, new Date(Date.now() + 2 * 3_600_000))
    const skewed = await through(ahead)
    expect(code(await finishEid(ahead, skewed.query, skewed.flow))).toBe('eid.clock')
    const { app: near } = await withPeer(PIN, new Date(Date.now() - 30_000))
    expect(code(await finishEid(near, ...(Object.values(await through(near)) as [URLSearchParams, string])))).toBe('in')
  })

  it('is unknown where no provider is set, or none answers', async () => {
    const off = await testApp()
    expect(code(await startEid(off, { for: 'signIn' }, 'ky', { sender: '192.0.2.1' }))).toBe('eid.off')
    const down = await testApp({ env: { ...peer.env, OIDC_ISSUER: 'http://127.0.0.1:9', SITE_URL: SITE } })
    expect(code(await startEid(down, { for: 'signIn' }, 'ky', { sender: '192.0.2.1' }))).toBe('eid.down')
  })

  it('asks the provider for one sender so often and no oftener', async () => {
    const { app } = await withPeer(PIN)
    const ask = () => startEid(app, { for: 'signIn' }, 'ky', { sender: '203.0.113.9' })
    for (let n = 0; n < 30; n += 1) expect(code(await ask())).toBe('in')
    expect(code(await ask())).toBe('signIn.tooMany')
  })

  it('is linked by who knows the password, and its owner is written to', async () => {
    const { app } = await withPeer(PIN)
    const aigul = await colleague(app, 'aigul@dpi.example', 'dpi')
    const viewer = await readViewer(app, aigul.sessionId)
    const start = (who: Viewer, password: string) => startLinking(app, who, password, 'ky', { sender: '203.0.113.10' })
    expect(code(await start(VISITOR, PASSWORD))).toBe('forbidden')
    expect(code(await start(viewer, 'башка сырсөз болчу'))).toBe('password.wrong')
    expect(code(await start(viewer, PASSWORD))).toBe('in')
    await linkEid(app, viewer, aigul.accountId, 'someone', tellAccount(app))
    await unlinkEid(app, viewer, tellAccount(app))
    const mails = await app.store.read.select().from(notice)
    expect(mails.map(one => [one.to, one.template, one.values.as])).toEqual([
      ['aigul@dpi.example', 'accountChanged', expect.stringContaining('eID')],
      ['aigul@dpi.example', 'accountChanged', expect.stringContaining('eID')],
    ])
  })

  it('opens the account it was linked to, as a second factor too, until it is unlinked or the account is closed', async () => {
    const { app } = await withPeer(PIN)
    const { subjectHash } = await subjectOf(app)
    expect(code(await enterWithEid(app, subjectHash, undefined))).toBe('eid.unlinked')
    const aigul = await colleague(app, 'aigul@dpi.example', 'dpi')
    const viewer = await readViewer(app, aigul.sessionId)
    expect(code(await linkEid(app, VISITOR, aigul.accountId, subjectHash))).toBe('forbidden')
    expect(code(await linkEid(app, viewer, 'somebody else', subjectHash))).toBe('eid.mixedUp')
    expect(code(await linkEid(app, viewer, aigul.accountId, subjectHash))).toBe('in')
    expect(code(await linkEid(app, viewer, aigul.accountId, 'another'))).toBe('eid.taken')
    const bakyt = await colleague(app, 'bakyt@dpi.example', 'moderator')
    expect(code(await linkEid(app, await readViewer(app, bakyt.sessionId), bakyt.accountId, subjectHash))).toBe('eid.taken')
    const entered = await enterWithEid(app, subjectHash, undefined)
    expect(entered).toMatchObject({ ok: true, value: { accountId: aigul.accountId, stage: 'full' } })
    expect(code(await unlinkEid(app, viewer))).toBe('in')
    expect(code(await unlinkEid(app, viewer))).toBe('eid.none')
    expect(code(await enterWithEid(app, subjectHash, undefined))).toBe('eid.unlinked')
    await linkEid(app, viewer, aigul.accountId, subjectHash)
    await disableAccount(app, OPERATOR, 'aigul@dpi.example', 'left')
    expect(await app.store.read.select().from(eidLink)).toEqual([])
    expect(code(await enterWithEid(app, subjectHash, undefined))).toBe('eid.unlinked')
  })

  it('of an admin leads in without a code', async () => {
    const { app } = await withPeer(PIN)
    const { subjectHash } = await subjectOf(app)
    const admin = await colleague(app, 'admin@dpi.example', 'admin')
    expect(admin.stage).toBe('enrol')
    const viewer = { kind: 'account', accountId: admin.accountId, name: 'x', grants: [] } as const
    await linkEid(app, viewer, admin.accountId, subjectHash)
    const entered = await enterWithEid(app, subjectHash, undefined)
    if (!entered.ok) throw new Error('refused')
    expect((await readViewer(app, entered.value.sessionId)).kind).toBe('account')
    const rows = [account, session, eidLink, auditEntry].map(table => app.store.read.select().from(table))
    expect(JSON.stringify(await Promise.all(rows))).not.toContain(PIN)
  })
})
