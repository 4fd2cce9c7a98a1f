import { and, eq, isNull } from 'drizzle-orm'
import { account, roleGrant } from '#db/schema/identity.ts'
import type { Reading } from '#db/store.ts'

export const accountsHolding = (
  db: Reading,
  role: string,
  unitId: string,
): Promise<{ email: string; language: 'ky' | 'ru' | 'en' }[]> =>
  db
    .selectDistinct({ email: account.email, language: account.language })
    .from(roleGrant)
    .innerJoin(account, eq(account.id, roleGrant.accountId))
    .where(and(eq(roleGrant.role, role), eq(roleGrant.unitId, unitId), isNull(account.disabledAt), eq(account.isDemo, false)))
