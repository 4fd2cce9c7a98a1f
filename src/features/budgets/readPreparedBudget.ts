import { readAccountNames } from '#features/identity/readAccountNames.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { openPrepared, type Which } from './openPrepared.ts'
import { readResult } from './resultFile.ts'
import { type Mapping, mappingSchema } from './rules/reading/mapping.ts'
import type { ReadResult } from './rules/prepared.ts'
import type { UploadRow } from './store/uploads.ts'

export interface PreparedBudget {
  readonly municipality: Municipality
  readonly row: UploadRow
  readonly mapping: Mapping | undefined
  /** What was read; undefined while the file is being read, and once the budget is published or given up. */
  readonly result: ReadResult | undefined
  /** Who changed it last. */
  readonly changedBy: string | undefined
}

/** A budget on its way, whole, for who prepares budgets of the municipality. */
export async function readPreparedBudget(app: App, viewer: Viewer, which: Which): Promise<Result<PreparedBudget>> {
  const opened = await openPrepared(app, viewer, 'budget.prepare', which)
  if (!opened.ok) return opened
  const { municipality, row } = opened.value
  const mapping = mappingSchema.safeParse(row.mapping)
  const isOpen = row.state === 'read' || row.state === 'refused'
  const names = await readAccountNames(app, [row.changedBy])
  return ok({
    municipality,
    row,
    mapping: mapping.success ? mapping.data : undefined,
    result: row.resultKey !== null && isOpen ? await readResult(app, row.resultKey) : undefined,
    changedBy: names.get(row.changedBy),
  })
}
