import type { Lang } from '#platform/i18n/languages.ts'
import type { App } from '#src/app.ts'
import type { Role } from './rules/viewer.ts'
import { accountsHolding } from './store/holders.ts'

/** Addresses of people who hold a role for exactly this place, for mail about their work; closed accounts are left out. */
export const readHolders = (app: App, role: Role, unitId: string): Promise<{ email: string; language: Lang }[]> =>
  accountsHolding(app.store.read, role, unitId)
