import { and, count, eq, gt, inArray, isNotNull, isNull, max, ne } from 'drizzle-orm'
import { account, knownDevice, oneTimeLink, roleGrant } from '#db/schema/identity.ts'
import type { Reading } from '#db/store.ts'
import type { Role } from '../rules/viewer.ts'

const ofPlace = (unitId: string | undefined) => (unitId === undefined ? isNull(roleGrant.unitId) : eq(roleGrant.unitId, unitId))

/** Grants with their accounts: of one place, or of some roles wherever they are held. */
export async function selectHolders(db: Reading, where: { readonly unitId: string } | { readonly roles: readonly Role[] }) {
  const rows = await db
    .select({
      role: roleGrant.role,
      unitId: roleGrant.unitId,
      accountId: account.id,
      name: account.name,
      email: account.email,
      passwordHash: account.passwordHash,
      disabledAt: account.disabledAt,
      isDemo: account.isDemo,
    })
    .from(roleGrant)
    .innerJoin(account, eq(account.id, roleGrant.accountId))
    .where('unitId' in where ? eq(roleGrant.unitId, where.unitId) : inArray(roleGrant.role, [...where.roles]))
  return rows.map(row => ({ ...row, role: row.role as Role }))
}
export type HolderRow = Awaited<ReturnType<typeof selectHolders>>[number]

/** How many others hold the same role in the same place and can sign in. */
export async function othersHolding(
  db: Reading,
  grant: { readonly accountId: string; readonly role: Role; readonly unitId: string | undefined },
): Promise<number> {
  const [row] = await db
    .select({ n: count() })
    .from(roleGrant)
    .innerJoin(account, eq(account.id, roleGrant.accountId))
    .where(
      and(
        eq(roleGrant.role, grant.role),
        ofPlace(grant.unitId),
        ne(account.id, grant.accountId),
        isNull(account.disabledAt),
        isNotNull(account.passwordHash),
      ),
    )
  return row?.n ?? 0
}

/** When each account last signed in, as far as a browser of it is still known. */
export async function lastSignIns(db: Reading, accountIds: readonly string[]): Promise<ReadonlyMap<string, Date>> {
  if (accountIds.length === 0) return new Map()
  const rows = await db
    .select({ accountId: knownDevice.accountId, at: max(knownDevice.seenAt) })
    .from(knownDevice)
    .where(inArray(knownDevice.accountId, [...accountIds]))
    .groupBy(knownDevice.accountId)
  return new Map(rows.flatMap(row => (row.at ? [[row.accountId, row.at] as const] : [])))
}

/** Until when the newest unspent link of each account holds. */
export async function newestLinks(db: Reading, accountIds: readonly string[], now: Date): Promise<ReadonlyMap<string, Date>> {
  if (accountIds.length === 0) return new Map()
  const rows = await db
    .select({ accountId: oneTimeLink.accountId, at: max(oneTimeLink.expiresAt) })
    .from(oneTimeLink)
    .where(and(inArray(oneTimeLink.accountId, [...accountIds]), isNull(oneTimeLink.usedAt), gt(oneTimeLink.expiresAt, now)))
    .groupBy(oneTimeLink.accountId)
  return new Map(rows.flatMap(row => (row.at ? [[row.accountId, row.at] as const] : [])))
}
