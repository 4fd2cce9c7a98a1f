import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { may, PERMISSIONS, type Permission } from '#features/identity/rules/permissions.ts'
import { permissionsDoc } from '#features/identity/rules/permissionsDoc.ts'
import { SYSTEM } from '#features/identity/rules/viewer.ts'
import { holding, knockers } from '#tests/support/viewers.ts'

describe('the table of permissions', () => {
  for (const permission of Object.keys(PERMISSIONS) as Permission[])
    for (const [who, viewer, allowed] of knockers(permission))
      it(`${allowed ? 'gives' : 'denies'} ${who} ${permission}`, () => expect(may(viewer, permission)).toBe(allowed))

  it('holds for the place of a grant and what lies under it', () => {
    const branch = holding('admin', 'oblast-1')
    expect(may(branch, 'budget.import', ['municipality-1', 'raion-1', 'oblast-1'])).toBe(true)
    expect(may(branch, 'budget.import', ['municipality-2', 'oblast-2'])).toBe(false)
    expect(may(branch, 'budget.import')).toBe(false)
    expect(may(SYSTEM, 'budget.import')).toBe(true)
  })

  it('is what docs/permissions.md says (npm run docs:permissions)', () =>
    expect(readFileSync('docs/permissions.md', 'utf8')).toBe(permissionsDoc()))
})
