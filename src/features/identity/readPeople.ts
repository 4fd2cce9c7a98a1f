import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { GIVES, HELD_FOR, mayGrant, type RolePlace } from './rules/granting.ts'
import { may } from './rules/permissions.ts'
import { personState, type RoleHolder } from './rules/person.ts'
import { ROLES, type Viewer } from './rules/viewer.ts'
import { type HolderRow, lastSignIns, newestLinks, selectHolders } from './store/people.ts'

/**
 * Who holds which role: in a municipality, among DPI's own (`dpi`), or everywhere in the country but for the councils (`all`).
 * In the order of roles, then of names; closed accounts stand last.
 */
export async function readPeople(
  app: App,
  viewer: Viewer,
  where: RolePlace | 'dpi' | 'all',
): Promise<Result<readonly RoleHolder[], 'forbidden'>> {
  const within = typeof where === 'string' ? [] : where.within
  const needed = where === 'all' ? 'account.create' : where === 'dpi' ? 'account.invite' : 'account.read'
  if (!may(viewer, needed, within) || (where === 'dpi' && !mayGrant(viewer, 'dpi'))) return err('forbidden')
  const db = app.store.read
  const rows = await selectHolders(
    db,
    typeof where === 'object'
      ? { unitId: where.id }
      : { roles: where === 'dpi' ? (GIVES['dpi-admin'] ?? []) : ROLES.filter(role => HELD_FOR[role] !== 'municipality') },
  )
  const ids = [...new Set(rows.map(row => row.accountId))]
  const [signIns, links] = await Promise.all([lastSignIns(db, ids), newestLinks(db, ids, app.now())])
  const holderOf = (row: HolderRow): RoleHolder => {
    const lastSignIn = signIns.get(row.accountId)
    const unitId = row.unitId ?? undefined
    return {
      ...{ role: row.role, unitId, accountId: row.accountId, name: row.name, email: row.email, isDemo: row.isDemo },
      state: personState({ ...row, lastSignIn }),
      invitedUntil: links.get(row.accountId),
      lastSignIn,
      own: viewer.kind === 'account' && viewer.accountId === row.accountId,
      mayChange: may(viewer, 'account.invite', within) && mayGrant(viewer, row.role, within),
    }
  }
  const closed = (holder: RoleHolder) => Number(holder.state === 'disabled')
  return ok(
    rows
      .map(holderOf)
      .sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || closed(a) - closed(b) || (a.name < b.name ? -1 : 1)),
  )
}
