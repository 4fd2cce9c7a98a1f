import type { App } from '#src/app.ts'
import { municipalityOf } from './rules/shape.ts'
import type { Municipality } from './rules/unit.ts'
import { findChildren, findCurrentCodes, findMunicipalities, findUnitsById, type UnitRow } from './store/units.ts'

export interface MunicipalityFilter {
  readonly oblastId?: string | undefined
  readonly raionId?: string | undefined
  /** The cursor that the page before gave as `next`. */
  readonly after?: string | undefined
  /** At most this many; 200 where not said. */
  readonly limit?: number | undefined
}

/** Municipalities that stand today, in the order of their addresses; `next` asks for the following page. */
export async function listMunicipalities(
  app: App,
  { oblastId, raionId, after, limit = 200 }: MunicipalityFilter = {},
): Promise<{ items: Municipality[]; next: string | null }> {
  const db = app.store.read
  let parentIds: string[] | undefined
  if (raionId) parentIds = [raionId]
  else if (oblastId) parentIds = [oblastId, ...(await findChildren(db, [oblastId])).map(row => row.id)]
  const rows = await findMunicipalities(db, { parentIds, after, limit: limit + 1 })
  const page = rows.slice(0, limit)
  const above = await ancestorsOf(app, page)
  const codes = await findCurrentCodes(
    db,
    page.map(row => row.id),
  )
  return {
    items: page.map(row => municipalityOf(row, chainOf(row, above), codes.get(row.id))),
    next: rows.length > limit ? (page.at(-1)?.slug ?? null) : null,
  }
}

/** Every unit above these, read level by level. */
async function ancestorsOf(app: App, rows: readonly UnitRow[]): Promise<ReadonlyMap<string, UnitRow>> {
  const known = new Map<string, UnitRow>()
  for (let level = rows; level.length > 0;) {
    const missing = [...new Set(level.flatMap(row => row.parentId ?? []))].filter(id => !known.has(id))
    level = await findUnitsById(app.store.read, missing)
    for (const row of level) known.set(row.id, row)
  }
  return known
}

function chainOf(row: UnitRow, known: ReadonlyMap<string, UnitRow>): UnitRow[] {
  const chain: UnitRow[] = []
  for (let parent = known.get(row.parentId ?? ''); parent; parent = known.get(parent.parentId ?? '')) chain.push(parent)
  return chain
}
