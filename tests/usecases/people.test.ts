import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { auditEntry } from '#db/schema/audit.ts'
import { roleGrant } from '#db/schema/identity.ts'
import { notice } from '#db/schema/notices.ts'
import { verifyAudit } from '#features/audit/verifyAudit.ts'
import { acceptOneTimeLink, readOneTimeLink } from '#features/identity/acceptOneTimeLink.ts'
import { createAccount } from '#features/identity/createAccount.ts'
import { disableAccount } from '#features/identity/disableAccount.ts'
import { inviteToRole } from '#features/identity/inviteToRole.ts'
import { readPeople } from '#features/identity/readPeople.ts'
import { readViewer } from '#features/identity/readViewer.ts'
import { renewInvitation } from '#features/identity/renewInvitation.ts'
import { OPERATOR, type Role } from '#features/identity/rules/viewer.ts'
import { takeRoleBack } from '#features/identity/takeRoleBack.ts'
import { readRolePlace } from '#features/municipalities/readRolePlace.ts'
import { tellAccount } from '#features/notices/tellAccount.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { ALA_BUKA, BARPY, seededPlace } from '#tests/support/feedback.ts'
import { PASSWORD, person, sender } from '#tests/support/people.ts'

const HOUR = 3_600_000
const asel = { email: 'asel@ala-buka.example', name: 'Асель', language: 'ru', role: 'editor' } as const

async function council() {
  let now = new Date('2026-11-24T04:00:00Z').getTime()
  const app = await testApp({ now: () => new Date(now) })
  await seededPlace(app)
  const place = await readRolePlace(app, ALA_BUKA)
  const other = await readRolePlace(app, BARPY)
  if (!place || !other) throw new Error('no place')
  const head = await person(app, 'nurlan@ala-buka.example', 'publisher', place.id)
  return { app, place, other, head, pass: (ms: number) => void (now += ms) }
}
const mails = async (app: App) => (await app.store.read.select().from(notice)).map(({ to, template, values, language }) => ({ to, template, values, language })) // prettier-ignore
const actions = async (app: App, action: string) => app.store.read.select().from(auditEntry).where(eq(auditEntry.action, action))

describe.skipIf(engineMissing())('inviting to a role', () => {
  it('opens an account for who is new, with a link by mail that says the role and the place', async () => {
    const { app, place, head } = await council()
    const given = await inviteToRole(app, head.viewer, asel, place, tellAccount(app))
    if (!given.ok || !given.value.link) throw new Error('refused')
    const { token } = given.value.link
    expect(await mails(app)).toMatchObject([
      {
        to: asel.email,
        template: 'accountInvitation',
        language: 'ru',
        values: { name: 'Асель', as: `Редактор, ${place.names.ru}` },
      },
    ])
    expect(JSON.stringify(await mails(app))).toContain(`/ru/link/${token}`)
    const entered = await acceptOneTimeLink(app, token, PASSWORD, { sender: sender() })
    expect(entered.ok && (await readViewer(app, entered.value.sessionId))).toMatchObject({
      grants: [{ role: 'editor', unitId: place.id }],
    })
    expect(await actions(app, 'account.created')).toHaveLength(2)
    expect(await verifyAudit(app.store.read)).toMatchObject({ sound: true })
  })

  it('adds a role to who has an account, tells them, and changes neither name nor password', async () => {
    const { app, place, other, head } = await council()
    const there = await person(app, 'bakyt@barpy.example', 'publisher', other.id)
    const again = { ...asel, email: 'nurlan@ala-buka.example', name: 'Other', language: 'en' } as const
    expect(await inviteToRole(app, there.viewer, again, other, tellAccount(app))).toMatchObject({
      ok: true,
      value: { accountId: head.accountId, link: undefined },
    })
    expect(await mails(app)).toMatchObject([
      { to: again.email, template: 'accountRole', language: 'ky', values: { name: 'nurlan' } },
    ])
    expect(await readViewer(app, head.sessionId)).toMatchObject({
      name: 'nurlan',
      grants: expect.arrayContaining([
        { role: 'publisher', unitId: place.id },
        { role: 'editor', unitId: other.id },
      ]),
    })
    expect(await inviteToRole(app, there.viewer, again, other)).toMatchObject({ refusals: [{ code: 'grant.held' }] })
    expect(await actions(app, 'account.roleGiven')).toHaveLength(1)
  })

  it('sends who has not accepted yet one link that holds, for both roles', async () => {
    const { app, place, head } = await council()
    const first = await inviteToRole(app, head.viewer, asel, place, tellAccount(app))
    const second = await inviteToRole(app, head.viewer, { ...asel, role: 'publisher' }, place, tellAccount(app))
    if (!first.ok || !first.value.link || !second.ok || !second.value.link) throw new Error('refused')
    expect(await readOneTimeLink(app, first.value.link.token)).toMatchObject({ refusals: [{ code: 'link.over' }] })
    expect(await readOneTimeLink(app, second.value.link.token)).toMatchObject({ ok: true, value: { purpose: 'invitation' } })
    expect((await mails(app)).map(mail => mail.template)).toEqual(['accountInvitation', 'accountInvitation'])
  })

  it('refuses a role without its place, in a place it is not held for, and a closed account', async () => {
    const { app, place, head } = await council()
    const oblast = await readRolePlace(app, 'jalal-abad-oblast')
    const asked = (role: Role, at: typeof place | undefined) => inviteToRole(app, OPERATOR, { ...asel, role }, at)
    expect(await asked('editor', undefined)).toMatchObject({ refusals: [{ code: 'grant.needsMunicipality', path: 'place' }] })
    expect(await asked('publisher', oblast)).toMatchObject({ refusals: [{ code: 'grant.needsMunicipality' }] })
    expect(await asked('branch', place)).toMatchObject({ refusals: [{ code: 'grant.needsOblast' }] })
    expect(await asked('dpi', place)).toMatchObject({ refusals: [{ code: 'grant.everywhere' }] })
    expect(await asked('branch', oblast)).toMatchObject({ ok: true })
    await disableAccount(app, OPERATOR, asel.email, 'left')
    expect(await asked('dpi', undefined)).toMatchObject({ refusals: [{ code: 'account.closed' }] })
    expect(await inviteToRole(app, head.viewer, { ...asel, role: 'dpi' }, undefined)).toMatchObject({
      refusals: [{ code: 'forbidden' }],
    })
    const plain = { ...asel, email: 'new@x.example' }
    expect(await createAccount(app, OPERATOR, plain)).toMatchObject({ refusals: [{ code: 'grant.needsMunicipality' }] })
    expect(await createAccount(app, OPERATOR, { ...plain, role: 'dpi', unitId: place.id })).toMatchObject({
      refusals: [{ code: 'grant.everywhere' }],
    })
  })

  it('can be kept to people who are new, or known', async () => {
    const { app, place } = await council()
    const known = { ...asel, email: 'nurlan@ala-buka.example' }
    expect(await inviteToRole(app, OPERATOR, known, place, undefined, 'new')).toMatchObject({
      refusals: [{ code: 'account.emailTaken' }],
    })
    expect(await inviteToRole(app, OPERATOR, asel, place, undefined, 'known')).toMatchObject({
      refusals: [{ code: 'account.unknown' }],
    })
  })
})

describe.skipIf(engineMissing())('an invitation that was not accepted', () => {
  it('is renewed, and the earlier link ends; who has accepted is not invited again', async () => {
    const { app, place, head, pass } = await council()
    const given = await inviteToRole(app, head.viewer, asel, place)
    if (!given.ok || !given.value.link) throw new Error('refused')
    pass(8 * 24 * HOUR)
    const { accountId, link } = given.value
    expect(await readOneTimeLink(app, link.token)).toMatchObject({ refusals: [{ code: 'link.over' }] })
    const renewed = await renewInvitation(app, head.viewer, { accountId, role: 'editor' }, place, tellAccount(app))
    if (!renewed.ok) throw new Error('refused')
    expect(await mails(app)).toMatchObject([{ to: asel.email, template: 'accountInvitation' }])
    await acceptOneTimeLink(app, renewed.value.token, PASSWORD, { sender: sender() })
    expect(await renewInvitation(app, head.viewer, { accountId, role: 'editor' }, place)).toMatchObject({
      refusals: [{ code: 'invitation.accepted' }],
    })
    expect(await renewInvitation(app, head.viewer, { accountId, role: 'publisher' }, place)).toMatchObject({
      refusals: [{ code: 'grant.unknown' }],
    })
  })

  it('ends when its only role is taken back', async () => {
    const { app, place, head } = await council()
    const given = await inviteToRole(app, head.viewer, asel, place)
    if (!given.ok || !given.value.link) throw new Error('refused')
    const { accountId, link } = given.value
    expect(await takeRoleBack(app, head.viewer, { accountId, role: 'editor', reason: 'a mistake' }, place)).toMatchObject({
      ok: true,
    })
    expect(await readOneTimeLink(app, link.token)).toMatchObject({ refusals: [{ code: 'link.over' }] })
  })
})

describe.skipIf(engineMissing())('taking a role back', () => {
  it('holds at once, in an open session as well, and is in the trail with its reason', async () => {
    const { app, place, other, head } = await council()
    const editor = await person(app, 'jyldyz@ala-buka.example', 'editor', place.id)
    const there = await person(app, 'bakyt@barpy.example', 'publisher', other.id)
    const from = { accountId: editor.accountId, role: 'editor', reason: 'works elsewhere now' } as const
    expect(await takeRoleBack(app, there.viewer, from, place)).toMatchObject({ refusals: [{ code: 'forbidden' }] })
    expect(await takeRoleBack(app, there.viewer, from, other)).toMatchObject({ refusals: [{ code: 'grant.unknown' }] })
    expect(await takeRoleBack(app, head.viewer, from, place)).toMatchObject({ ok: true })
    expect(await readViewer(app, editor.sessionId)).toMatchObject({ kind: 'account', grants: [] })
    expect(await takeRoleBack(app, head.viewer, from, place)).toMatchObject({ refusals: [{ code: 'grant.unknown' }] })
    const [entry] = await actions(app, 'account.roleTakenBack')
    expect(entry).toMatchObject({
      actor: `account:${head.accountId}`,
      reason: 'works elsewhere now',
      subjectId: editor.accountId,
    })
  })

  it('leaves a municipality somebody who publishes, and the portal an administrator', async () => {
    const { app, place, other, head } = await council()
    const self = { accountId: head.accountId, role: 'publisher', reason: 'retired' } as const
    const alone = { refusals: [{ code: 'grant.lastPublisher' }] }
    expect(await takeRoleBack(app, head.viewer, self, place)).toMatchObject(alone)
    // Neither an invitation, nor a publisher of another place, nor a closed account can take over.
    await inviteToRole(app, head.viewer, { ...asel, role: 'publisher' }, place)
    await person(app, 'bakyt@barpy.example', 'publisher', other.id)
    await person(app, 'gone@ala-buka.example', 'publisher', place.id)
    await disableAccount(app, OPERATOR, 'gone@ala-buka.example', 'left')
    expect(await takeRoleBack(app, head.viewer, self, place)).toMatchObject(alone)
    expect(await app.store.read.select().from(roleGrant).where(eq(roleGrant.accountId, head.accountId))).toHaveLength(1)
    await person(app, 'next@ala-buka.example', 'publisher', place.id)
    expect(await takeRoleBack(app, head.viewer, self, place)).toMatchObject({ ok: true })

    const admin = await person(app, 'admin@ashar.example', 'admin')
    const own = { accountId: admin.accountId, role: 'admin', reason: 'enough' } as const
    expect(await takeRoleBack(app, admin.viewer, own, undefined)).toMatchObject({ refusals: [{ code: 'grant.lastAdmin' }] })
    expect(
      await takeRoleBack(app, OPERATOR, { email: 'admin@ashar.example', role: 'admin', reason: 'x' }, undefined),
    ).toMatchObject({ ok: true })
  })

  it('lets only one of two go who leave at once', async () => {
    const { app, place, head } = await council()
    const next = await person(app, 'next@ala-buka.example', 'publisher', place.id)
    const both = await Promise.all(
      [head, next].map(one =>
        takeRoleBack(app, one.viewer, { accountId: one.accountId, role: 'publisher', reason: 'leaving' }, place),
      ),
    )
    expect(both.filter(result => result.ok)).toHaveLength(1)
    expect(await app.store.read.select().from(roleGrant).where(eq(roleGrant.unitId, place.id))).toHaveLength(1)
  })
})

describe.skipIf(engineMissing())('the list of people', () => {
  it('tells of each role how its holder stands, and never of other places', async () => {
    const { app, place, other, head, pass } = await council()
    await person(app, 'bakyt@barpy.example', 'publisher', other.id)
    await inviteToRole(app, head.viewer, asel, place)
    await person(app, 'closed@ala-buka.example', 'editor', place.id)
    await disableAccount(app, OPERATOR, 'closed@ala-buka.example', 'left')
    const read = async () => {
      const people = await readPeople(app, head.viewer, place)
      if (!people.ok) throw new Error('refused')
      return people.value
    }
    expect(await read()).toMatchObject([
      {
        role: 'editor',
        name: 'Асель',
        state: 'invited',
        invitedUntil: new Date('2026-12-01T04:00:00Z'),
        own: false,
        mayChange: true,
      },
      { role: 'editor', name: 'closed', state: 'disabled' },
      {
        role: 'publisher',
        name: 'nurlan',
        state: 'active',
        lastSignIn: new Date('2026-11-24T04:00:00Z'),
        own: true,
        mayChange: true,
      },
    ])
    pass(8 * 24 * HOUR)
    expect((await read())[0]).toMatchObject({ state: 'invited', invitedUntil: undefined })
    const dpi = await readPeople(app, OPERATOR, 'dpi')
    expect(dpi).toMatchObject({ value: [] })
  })

  it('shows DPI its own, and an administrator everybody but the councils', async () => {
    const { app, place } = await council()
    const oblast = await readRolePlace(app, 'jalal-abad-oblast')
    const chief = await person(app, 'chief@dpi.example', 'dpi-admin')
    const admin = await person(app, 'admin@ashar.example', 'admin')
    await person(app, 'branch@agency.example', 'branch', oblast?.id)
    await person(app, 'agency@agency.example', 'agency')
    await person(app, 'editor@ala-buka.example', 'editor', place.id)
    const roles = async (viewer: typeof chief.viewer, where: 'dpi' | 'all') => {
      const people = await readPeople(app, viewer, where)
      return people.ok ? people.value.map(one => one.role) : people.refusals[0].code
    }
    expect(await roles(chief.viewer, 'dpi')).toEqual(['dpi-admin'])
    expect(await roles(chief.viewer, 'all')).toBe('forbidden')
    expect(await roles(admin.viewer, 'all')).toEqual(['branch', 'agency', 'dpi-admin', 'admin'])
  })
})
