import type { IsoDate } from '#platform/dates.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import type { App } from '#src/app.ts'
import { assembleBudget } from './keepBudget.ts'
import { readResult } from './resultFile.ts'
import type { Budget, StoredFinding } from './rules/budget.ts'
import { findingKey } from './rules/prepared.ts'
import type { UploadRow } from './store/uploads.ts'

/** A prepared budget in the shape of a published one, with the municipality's answers at its findings; writes nothing. */
export async function assemblePrepared(app: App, municipality: Municipality, row: UploadRow): Promise<Budget> {
  if (row.resultKey === null) throw new Error('a budget that was not read')
  const { sheets: _sheets, hasActualColumn: _has, notes, ...result } = await readResult(app, row.resultKey)
  const budget = await assembleBudget(app, municipality, {
    ...result,
    year: row.year,
    stage: row.stage,
    isDemo: row.isDemo,
    notes: notes.join('\n'),
    source: {
      title: row.sourceTitle ?? row.fileName,
      url: row.sourceUrl ?? undefined,
      date: (row.sourceDate ?? undefined) as IsoDate | undefined,
      fileName: row.fileName,
    },
  })
  const findings = budget.findings.map((finding): StoredFinding => {
    const answer = row.answers[findingKey(finding)]
    if (!answer) return finding
    const { reason, text: explanation, by: explainedBy, at } = answer
    return { ...finding, reason, explanation, explainedBy, explainedAt: new Date(at) }
  })
  return { ...budget, findings }
}
