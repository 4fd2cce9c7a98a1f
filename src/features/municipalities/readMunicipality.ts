import type { Reading } from '#db/store.ts'
import { foldForSearch } from '#platform/fold.ts'
import type { App } from '#src/app.ts'
import { municipalityOf } from './rules/shape.ts'
import type { Municipality } from './rules/unit.ts'
import { findAncestors, findCurrentCodes, findFormerlyNamed, findUnitByCode, findUnitByKey, type UnitRow } from './store/units.ts'

const LONGEST_KEY = 120

/**
 * The municipality that an address part, an id or a SOATE code names; undefined where there is none. A code goes to its
 * holder of today before a former one; the address of a former name (`jalal-abad`) leads to the unit's own. A municipality
 * that stands no more is found as well, with `endedOn`: its history stays readable.
 */
export async function readMunicipality(app: App, key: string): Promise<Municipality | undefined> {
  const row = await findRow(app.store.read, key)
  if (!row?.isMunicipality) return undefined
  const [above, codes] = await Promise.all([findAncestors(app.store.read, row), findCurrentCodes(app.store.read, [row.id])])
  return municipalityOf(row, above, codes.get(row.id))
}

async function findRow(db: Reading, key: string): Promise<UnitRow | undefined> {
  // PostgreSQL takes no NUL, and no key holds a control character.
  if (key === '' || key.length > LONGEST_KEY || /\p{Cc}/u.test(key)) return undefined
  if (/^\d{14}$/.test(key)) return findUnitByCode(db, key)
  const found = await findUnitByKey(db, key)
  if (found) return found
  const formerly = (await findFormerlyNamed(db, foldForSearch(key))).filter(row => row.isMunicipality)
  const ids = new Set(formerly.map(row => row.id))
  return ids.size === 1 ? formerly[0] : undefined
}
