import type { App } from '#src/app.ts'
import { refOf } from './rules/shape.ts'
import type { UnitKind, UnitRef } from './rules/unit.ts'
import { findUnitByCode, findUnitByKey } from './store/units.ts'

const LONGEST_KEY = 120

/** Any unit, from the country down, by address part, id or SOATE code. */
export async function readUnit(app: App, key: string): Promise<(UnitRef & { readonly kind: UnitKind }) | undefined> {
  // PostgreSQL takes no NUL, and no key holds a control character.
  if (key === '' || key.length > LONGEST_KEY || /\p{Cc}/u.test(key)) return undefined
  const db = app.store.read
  const row = /^\d{14}$/.test(key) ? await findUnitByCode(db, key) : await findUnitByKey(db, key)
  return row && { ...refOf(row), kind: row.kind }
}
