import type { App } from '#src/app.ts'
import { PERMISSIONS, type Permission } from './rules/permissions.ts'
import { accountsHolding } from './store/accounts.ts'

/** Accounts that hold a permission by a role for one of these places; who holds it everywhere is nobody's colleague there. */
export const readColleagues = (
  app: App,
  permission: Permission,
  places: readonly string[],
): Promise<{ readonly id: string; readonly name: string }[]> => accountsHolding(app.store.read, PERMISSIONS[permission], places)
