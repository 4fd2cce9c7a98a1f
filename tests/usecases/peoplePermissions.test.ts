import { describe, expect, it } from 'vitest'
import { createAccount } from '#features/identity/createAccount.ts'
import { inviteToRole } from '#features/identity/inviteToRole.ts'
import { readPeople } from '#features/identity/readPeople.ts'
import { renewInvitation } from '#features/identity/renewInvitation.ts'
import { HELD_FOR, mayGrant } from '#features/identity/rules/granting.ts'
import { OPERATOR, ROLES } from '#features/identity/rules/viewer.ts'
import { takeRoleBack } from '#features/identity/takeRoleBack.ts'
import { readRolePlace } from '#features/municipalities/readRolePlace.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { ALA_BUKA, seededPlace } from '#tests/support/feedback.ts'
import { knockers, placedKnockers } from '#tests/support/viewers.ts'

async function country() {
  const app = await testApp()
  await seededPlace(app)
  const municipality = await readRolePlace(app, ALA_BUKA)
  const oblast = await readRolePlace(app, 'jalal-abad-oblast')
  if (!municipality || !oblast) throw new Error('no place')
  let people = 0
  const address = () => `person-${(people += 1)}@ashar.example`
  return { app, municipality, oblast, address }
}

describe.skipIf(engineMissing())('every role of everybody, before every role that can be given', () => {
  for (const role of ROLES)
    it(`${role}: given, renewed and taken back by who may, refused to everybody else`, async () => {
      const { app, municipality, oblast, address } = await country()
      const place = { municipality, oblast, none: undefined }[HELD_FOR[role] ?? 'none']
      const within = place?.within ?? []
      const who = place ? placedKnockers('account.invite', within) : knockers('account.invite')
      for (const [name, viewer, listed] of who) {
        // The table of permissions opens the door; who may give which role decides behind it.
        const allowed = listed && mayGrant(viewer, role, within)
        const said = (result: { ok: boolean; refusals?: readonly { code: string }[] }) => result.ok || result.refusals?.[0]?.code
        const email = address()
        const person = { email, name: 'Somebody', language: 'ky', role } as const
        expect([name, said(await inviteToRole(app, viewer, person, place))]).toEqual([name, allowed || 'forbidden'])
        const waiting = await createAccount(app, OPERATOR, { ...person, email: address(), unitId: place?.id })
        if (!waiting.ok) throw new Error(waiting.refusals[0].code)
        const { accountId } = waiting.value
        expect([name, said(await renewInvitation(app, viewer, { accountId, role }, place))]).toEqual([
          name,
          allowed || 'forbidden',
        ])
        const taken = await takeRoleBack(app, viewer, { accountId, role, reason: 'a test' }, place)
        expect([name, said(taken)]).toEqual([name, allowed || 'forbidden'])
      }
    })
})

describe.skipIf(engineMissing())('who sees the people', () => {
  it('of a municipality: its own staff, those above it, and administrators', async () => {
    const { app, municipality } = await country()
    for (const [name, viewer, allowed] of placedKnockers('account.read', municipality.within)) {
      const read = await readPeople(app, viewer, municipality)
      expect([name, read.ok || read.refusals[0].code]).toEqual([name, allowed || 'forbidden'])
    }
  })
  it('of DPI, and of the whole portal', async () => {
    const { app } = await country()
    for (const [where, permission] of [
      ['dpi', 'account.invite'],
      ['all', 'account.create'],
    ] as const)
      for (const [name, viewer, listed] of knockers(permission)) {
        // A publisher invites in the own place, and so opens nobody else's list.
        const allowed = listed && !name.startsWith('publisher')
        const read = await readPeople(app, viewer, where)
        expect([where, name, read.ok || read.refusals[0].code]).toEqual([where, name, allowed || 'forbidden'])
      }
  })
})
