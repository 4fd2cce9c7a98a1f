import type { Reading } from '#db/store.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import type { Role } from './rules/viewer.ts'
import { peopleOf } from './store/accounts.ts'

/**
 * Who holds one of these roles for exactly this place, to write to them: open accounts with a password, demo sign-ins left
 * out. May be asked inside a transaction.
 */
export const readPeopleOf = (
  db: Reading,
  unitId: string,
  roles: readonly Role[],
): Promise<{ readonly id: string; readonly email: string; readonly language: Lang }[]> => peopleOf(db, unitId, roles)
