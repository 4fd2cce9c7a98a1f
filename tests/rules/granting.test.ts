import { describe, expect, it } from 'vitest'
import { HELD_FOR, mayGrant, mayLeave, placeFits } from '#features/identity/rules/granting.ts'
import { doorsOf, homeOf } from '#features/identity/rules/home.ts'
import { personState } from '#features/identity/rules/person.ts'
import { OPERATOR, ROLES, type Role, type Viewer, VISITOR } from '#features/identity/rules/viewer.ts'
import { holding } from '#tests/support/viewers.ts'

const HERE = ['village', 'raion', 'oblast']
const ALL = ROLES

// The whole table once more, by hand: who, held where, gives what here and what that is held everywhere.
const TABLE: readonly (readonly [string, Viewer, readonly Role[], readonly Role[]])[] = [
  ['a visitor', VISITOR, [], []],
  ['the operator', OPERATOR, ALL, ALL],
  ['an editor of this place', holding('editor', 'village'), [], []],
  ['a publisher of this place', holding('publisher', 'village'), ['editor', 'publisher', 'commission'], []],
  ['a member of the commission', holding('commission', 'village'), [], []],
  ['a publisher of another place', holding('publisher', 'elsewhere'), [], []],
  ['a moderator', holding('moderator'), [], []],
  ['the branch of this oblast', holding('branch', 'oblast'), [], []],
  ['the agency', holding('agency'), [], []],
  ['DPI', holding('dpi'), [], []],
  ['an administrator of DPI', holding('dpi-admin'), ['moderator', 'dpi', 'dpi-admin'], ['moderator', 'dpi', 'dpi-admin']],
  ['an administrator', holding('admin'), ALL, ALL],
]

describe('who may give which role', () => {
  for (const [who, viewer, here, everywhere] of TABLE)
    it(`${who}: ${[...new Set([...here, ...everywhere])].join(', ') || 'none'}`, () => {
      for (const role of ROLES) {
        expect([role, mayGrant(viewer, role, HERE)]).toEqual([role, here.includes(role)])
        expect([role, mayGrant(viewer, role)]).toEqual([role, everywhere.includes(role)])
      }
    })

  it('lets who publishes here and works at DPI give no more than who publishes here', () => {
    const both: Viewer = {
      ...holding('publisher', 'village'),
      grants: [{ role: 'publisher', unitId: 'village' }, { role: 'dpi' }],
    } as Viewer
    for (const role of ROLES) expect(mayGrant(both, role, HERE)).toBe(['editor', 'publisher', 'commission'].includes(role))
  })
})

describe('where a role is held', () => {
  const kinds = ['country', 'oblast', 'raion', 'city_republican', 'city_oblast', 'town', 'aiyl_aimak']
  it.each(ROLES)('%s: only where it can be', role => {
    const fitting = kinds.filter(kind => placeFits(role, { kind }).ok)
    const needed = HELD_FOR[role]
    expect(fitting).toEqual(
      needed === 'municipality'
        ? ['city_republican', 'city_oblast', 'town', 'aiyl_aimak']
        : needed === 'oblast'
          ? ['oblast', 'city_republican']
          : [],
    )
    expect(placeFits(role, undefined).ok).toBe(needed === undefined)
  })
  it('is asked of council staff, the commission and the branch', () =>
    expect(ROLES.filter(role => HELD_FOR[role])).toEqual(['editor', 'publisher', 'commission', 'branch']))
})

describe('giving up the last of a role', () => {
  it('is refused to who alone publishes for a municipality, and to the only administrator', () => {
    expect(mayLeave('publisher', 0)).toMatchObject({ refusals: [{ code: 'grant.lastPublisher' }] })
    expect(mayLeave('admin', 0)).toMatchObject({ refusals: [{ code: 'grant.lastAdmin' }] })
    for (const role of ROLES) expect(mayLeave(role, 1).ok).toBe(true)
    expect(mayLeave('dpi', 0).ok).toBe(true)
  })
})

describe('where one starts to work', () => {
  it.each([
    ['editor', 'm', 'office'],
    ['publisher', 'm', 'office'],
    ['branch', 'oblast', 'office'],
    ['moderator', undefined, 'desk'],
    ['dpi', undefined, 'desk'],
    ['dpi-admin', undefined, 'desk'],
    ['admin', undefined, 'desk'],
    ['agency', undefined, 'totals'],
  ] as const)('%s: %s → %s', (role, unitId, home) => expect(homeOf(holding(role, unitId))).toBe(home))

  it('is the office for who has both, and the own account without a role', () => {
    const both = { ...holding('editor', 'm'), grants: [{ role: 'dpi' }, { role: 'editor', unitId: 'm' }] } as Viewer
    expect(homeOf(both)).toBe('office')
    expect(doorsOf(both)).toEqual({ office: true, desk: 'desk' })
    expect(homeOf({ ...both, grants: [] } as Viewer)).toBe('account')
    expect(doorsOf({ ...both, grants: [] } as Viewer)).toEqual({ office: false, desk: undefined })
    expect(doorsOf(VISITOR)).toEqual({ office: false, desk: undefined })
    expect(doorsOf(holding('agency'))).toEqual({ office: true, desk: 'totals' })
    expect(doorsOf(holding('moderator'))).toEqual({ office: false, desk: 'desk' })
  })
})

describe('how an account stands', () => {
  const lastSignIn = new Date('2026-11-24T04:00:00Z')
  it('is invited until somebody signs in, by whatever way', () => {
    expect(personState({ disabledAt: null, passwordHash: null, lastSignIn: undefined })).toBe('invited')
    expect(personState({ disabledAt: null, passwordHash: 'x', lastSignIn: undefined })).toBe('active')
    expect(personState({ disabledAt: null, passwordHash: null, lastSignIn })).toBe('active')
    expect(personState({ disabledAt: lastSignIn, passwordHash: 'x', lastSignIn })).toBe('disabled')
  })
})
