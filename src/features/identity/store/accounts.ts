import { and, asc, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import { account, roleGrant } from '#db/schema/identity.ts'
import type { Reading, Writing } from '#db/store.ts'
import type { Grant, Role } from '../rules/viewer.ts'

export type AccountRow = typeof account.$inferSelect

export const accountByEmail = async (db: Reading, email: string): Promise<AccountRow | undefined> =>
  (await db.select().from(account).where(eq(account.email, email)).limit(1))[0]

export const accountById = async (db: Reading, id: string): Promise<AccountRow | undefined> =>
  (await db.select().from(account).where(eq(account.id, id)).limit(1))[0]

export async function grantsOf(db: Reading, accountId: string): Promise<Grant[]> {
  const rows = await db
    .select({ role: roleGrant.role, unitId: roleGrant.unitId })
    .from(roleGrant)
    .where(eq(roleGrant.accountId, accountId))
  return rows.map(row => ({ role: row.role as Role, unitId: row.unitId ?? undefined }))
}

/** False where the address is taken already. */
export const insertAccount = async (tx: Writing, row: AccountRow): Promise<boolean> =>
  (await tx.insert(account).values(row).onConflictDoNothing().returning({ id: account.id })).length === 1

export const insertGrant = async (tx: Writing, row: typeof roleGrant.$inferInsert): Promise<void> =>
  void (await tx.insert(roleGrant).values(row))

const ofPlace = (unitId: string | undefined) => (unitId === undefined ? isNull(roleGrant.unitId) : eq(roleGrant.unitId, unitId))

/** Holds every grant of a role in a place until the transaction ends. */
export const lockGrants = async (tx: Writing, role: Role, unitId: string | undefined): Promise<void> =>
  void (await tx
    .update(roleGrant)
    .set({ role })
    .where(and(eq(roleGrant.role, role), ofPlace(unitId))))

/** False where the role is not held. */
export const deleteGrant = async (
  tx: Writing,
  grant: { readonly accountId: string; readonly role: Role; readonly unitId: string | undefined },
): Promise<boolean> =>
  (
    await tx
      .delete(roleGrant)
      .where(and(eq(roleGrant.accountId, grant.accountId), eq(roleGrant.role, grant.role), ofPlace(grant.unitId)))
      .returning({ id: roleGrant.id })
  ).length > 0

export const setPasswordHash = async (tx: Writing, accountId: string, passwordHash: string): Promise<void> =>
  void (await tx.update(account).set({ passwordHash }).where(eq(account.id, accountId)))

/** False where it was disabled before. */
export const disableAccountAt = async (tx: Writing, accountId: string, at: Date): Promise<boolean> =>
  (
    await tx
      .update(account)
      .set({ disabledAt: at })
      .where(and(eq(account.id, accountId), isNull(account.disabledAt)))
      .returning({ id: account.id })
  ).length === 1

export const accountNames = (db: Reading, ids: readonly string[]): Promise<{ id: string; name: string }[]> =>
  db
    .select({ id: account.id, name: account.name })
    .from(account)
    .where(inArray(account.id, [...ids]))

export const setLanguage = async (tx: Writing, accountId: string, language: 'ky' | 'ru' | 'en'): Promise<void> =>
  void (await tx.update(account).set({ language }).where(eq(account.id, accountId)))

export const peopleOf = (db: Reading, unitId: string, roles: readonly Role[]) =>
  db
    .selectDistinct({ id: account.id, email: account.email, language: account.language })
    .from(account)
    .innerJoin(roleGrant, eq(roleGrant.accountId, account.id))
    .where(
      and(
        eq(roleGrant.unitId, unitId),
        inArray(roleGrant.role, [...roles]),
        isNull(account.disabledAt),
        isNotNull(account.passwordHash),
        eq(account.isDemo, false),
      ),
    )
    .orderBy(asc(account.email))

/** Accounts that stand and hold one of these roles for one of these places, by name. */
export const accountsHolding = async (
  db: Reading,
  roles: readonly string[],
  unitIds: readonly string[],
): Promise<{ id: string; name: string }[]> => {
  const rows = await db
    .selectDistinct({ id: account.id, name: account.name })
    .from(account)
    .innerJoin(roleGrant, eq(roleGrant.accountId, account.id))
    .where(and(isNull(account.disabledAt), inArray(roleGrant.role, [...roles]), inArray(roleGrant.unitId, [...unitIds])))
  return rows.sort((a, b) => a.name.localeCompare(b.name, 'ky'))
}
