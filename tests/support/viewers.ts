import { PERMISSIONS, type Permission } from '#features/identity/rules/permissions.ts'
import { OPERATOR, ROLES, type Viewer, VISITOR } from '#features/identity/rules/viewer.ts'

/** Somebody signed in with one role, held everywhere or for one place. */
export const holding = (role: (typeof ROLES)[number], unitId?: string): Viewer => ({
  kind: 'account',
  accountId: `test-${role}`,
  name: role,
  grants: [{ role, unitId }],
})
export const DPI = holding('dpi')

/** Everybody who might knock, and whether the table of permissions lets them in. */
export const knockers = (permission: Permission): readonly (readonly [string, Viewer, boolean])[] => [
  ['a visitor', VISITOR, false],
  ['somebody signed in without a role', { kind: 'account', accountId: 'test-none', name: 'none', grants: [] }, false],
  ['the operator', OPERATOR, true],
  ...ROLES.map(role => [role, holding(role), (PERMISSIONS[permission] as readonly string[]).includes(role)] as const),
  ...ROLES.map(role => [`${role} of one place`, holding(role, 'elsewhere'), false] as const),
]

/**
 * The same for a permission about a place: `here` are the ids of the municipality and of what lies above it, the
 * municipality first. Each role is tried held here, above, elsewhere and everywhere.
 */
export const placedKnockers = (
  permission: Permission,
  here: readonly string[],
): readonly (readonly [string, Viewer, boolean])[] => {
  const holds = (role: (typeof ROLES)[number]) => (PERMISSIONS[permission] as readonly string[]).includes(role)
  return [
    ['a visitor', VISITOR, false],
    ['somebody signed in without a role', { kind: 'account', accountId: 'test-none', name: 'none', grants: [] }, false],
    ['the operator', OPERATOR, true],
    ...ROLES.flatMap(role => [
      [`${role} everywhere`, holding(role), holds(role)] as const,
      ...here.map(
        (unitId, above) => [`${role} ${above === 0 ? 'of this place' : 'above it'}`, holding(role, unitId), holds(role)] as const,
      ),
      [`${role} of another place`, holding(role, 'elsewhere'), false] as const,
    ]),
  ]
}
