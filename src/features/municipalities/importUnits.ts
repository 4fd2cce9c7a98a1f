import { createHash } from 'node:crypto'
import type { Reading, Writing } from '#db/store.ts'
import { touchPages } from '#db/touchPages.ts'
import { recordAudit } from '#features/audit/recordAudit.ts'
import { may } from '#features/identity/rules/permissions.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { dateInBishkek, type IsoDate } from '#platform/dates.ts'
import { err, ok, type Result } from '#platform/result.ts'
import { readSheets } from '#platform/sheets/readSheets.ts'
import type { App } from '#src/app.ts'
import { readRegister } from './rules/register.ts'
import { type KnownUnit, planRegister, type RegisterPlan } from './rules/registerPlan.ts'
import { namesOf } from './rules/shape.ts'
import { applyPlan } from './store/applyPlan.ts'
import { findCodes, findUnits } from './store/units.ts'

export interface UnitsImport {
  readonly plan: RegisterPlan
  readonly applied: boolean
}

/**
 * Takes the statistics office's register of units (CSV or XLSX): what differs is changed, the old name is kept as a former
 * name with its date, a unit that the register does not name is told and stays. `dryRun` only tells. A register with
 * anything wrong in it is refused whole, by row and column.
 */
export async function importUnits(
  app: App,
  viewer: Viewer,
  bytes: Uint8Array,
  options: {
    readonly dryRun: boolean
    /** Where the file is from, as the units' evidence says it. */
    readonly source: string
    /** Since when the register holds; today where not said. */
    readonly date?: IsoDate | undefined
  },
): Promise<Result<UnitsImport>> {
  if (!may(viewer, 'units.import')) return err('forbidden')
  const sheets = await readSheets(bytes)
  if (!sheets.ok) return sheets
  const register = readRegister(sheets.value)
  if (!register.ok) return register
  if (options.dryRun) {
    const plan = planRegister(register.value, await readKnown(app.store.read))
    return plan.ok ? ok({ plan: plan.value, applied: false }) : plan
  }
  const at = app.now()
  const date = options.date ?? dateInBishkek(at)
  return app.store.write(async (tx: Writing): Promise<Result<UnitsImport>> => {
    const plan = planRegister(register.value, await readKnown(tx))
    if (!plan.ok) return plan
    const { changes, vanished } = plan.value
    if (changes.length === 0) return ok({ plan: plan.value, applied: true })
    const touched = await applyPlan(tx, plan.value, { newId: app.newId, date, source: options.source })
    await touchPages(tx, at, ['country', 'units', ...touched.map(id => `municipality:${id}`)])
    const count = (change: string) => changes.filter(one => one.change === change).length
    await recordAudit(tx, {
      at,
      actor: actorOf(viewer),
      action: 'units.imported',
      subject: { type: 'register', id: createHash('sha256').update(bytes).digest('hex') },
      reason: options.source,
      detail: {
        new: count('new'),
        renamed: count('renamed'),
        respelled: count('respelled'),
        moved: count('moved'),
        kind: count('kind'),
        coded: count('coded'),
        population: count('population'),
        vanished: vanished.length,
      },
    })
    return ok({ plan: plan.value, applied: true })
  })
}

async function readKnown(db: Reading): Promise<KnownUnit[]> {
  const [units, codes] = await Promise.all([findUnits(db), findCodes(db)])
  const codesOf = Map.groupBy(codes, row => row.unitId)
  return units
    .filter(row => row.validTo === null)
    .map(row => {
      const held = codesOf.get(row.id) ?? []
      return {
        id: row.id,
        kind: row.kind,
        parentId: row.parentId,
        names: namesOf(row),
        population: row.population,
        populationDate: row.populationDate,
        code: held.find(one => one.kind === 'current')?.code,
        otherCodes: held.filter(one => one.kind !== 'current').map(one => one.code),
      }
    })
}
