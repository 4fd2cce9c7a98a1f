import { describe, expect, it } from 'vitest'
import { createAccount, createOneTimeLink } from '#features/identity/createAccount.ts'
import { disableAccount } from '#features/identity/disableAccount.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { knockers } from '#tests/support/viewers.ts'

const somebody = { email: 'new@dpi.example', name: 'New', language: 'ky', role: 'dpi' } as const

describe.skipIf(engineMissing())('who may make and close accounts', () => {
  for (const [who, viewer, allowed] of knockers('account.create'))
    it(`${allowed ? 'lets' : 'keeps'} ${who} ${allowed ? 'invite' : 'from inviting'}`, async () => {
      const app = await testApp()
      const made = await createAccount(app, viewer, somebody)
      expect(made.ok || made.refusals[0].code).toBe(allowed || 'forbidden')
      if (!allowed) await createAccount(app, OPERATOR, somebody)
      const link = await createOneTimeLink(app, viewer, somebody.email)
      expect(link.ok || link.refusals[0].code).toBe(allowed || 'forbidden')
    })
  for (const [who, viewer, allowed] of knockers('account.disable'))
    it(`${allowed ? 'lets' : 'keeps'} ${who} ${allowed ? 'close one' : 'from closing one'}`, async () => {
      const app = await testApp()
      await createAccount(app, OPERATOR, somebody)
      const closed = await disableAccount(app, viewer, somebody.email, 'left')
      expect(closed.ok || closed.refusals[0].code).toBe(allowed || 'forbidden')
    })
})
