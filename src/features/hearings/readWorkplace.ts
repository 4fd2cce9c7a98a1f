import type { BudgetLine } from '#features/budgets/rules/budget.ts'
import { readDocuments } from '#features/documents/readDocuments.ts'
import type { AttachedDocument } from '#features/documents/rules/upload.ts'
import { may } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { readVillages } from '#features/municipalities/readVillages.ts'
import { type Municipality, placesOf } from '#features/municipalities/rules/unit.ts'
import type { App } from '#src/app.ts'
import { readHeardBudget } from './readHeardBudget.ts'
import { type HearingParts, readOfficeHearing } from './readHearing.ts'
import { type Hearing, neededFor, type Part, PARTS } from './rules/hearing.ts'

/** Everything that the office's pages of one hearing show, and what who looks may do there. */
export interface Workplace extends HearingParts {
  readonly hearing: Hearing
  readonly documents: readonly AttachedDocument[]
  /** Names in the register, in Kyrgyz. */
  readonly villages: readonly string[]
  /** Expenditure of the budget that is heard, to say where a proposal was taken in. */
  readonly lines: readonly BudgetLine[]
  /** The year of those lines. */
  readonly linesYear: number | undefined
  readonly mayWork: Readonly<Record<Part, boolean>>
  readonly mayPublish: boolean
}

/** The workplace of one hearing; undefined for who may not look into this office, or where there is no such hearing. */
export async function readWorkplace(
  app: App,
  viewer: Viewer,
  municipality: Municipality,
  id: string,
): Promise<Workplace | undefined> {
  const found = await readOfficeHearing(app, viewer, municipality.id, id)
  if (!found.ok) return undefined
  const { hearing } = found.value
  const [documents, villages, budget] = await Promise.all([
    readDocuments(app, 'hearing', [id]),
    readVillages(app, municipality.id),
    readHeardBudget(app, hearing),
  ])
  const within = placesOf(municipality)
  const mayWork = Object.fromEntries(PARTS.map(part => [part, may(viewer, neededFor(part, hearing), within)]))
  return {
    ...found.value,
    documents: documents.get(id) ?? [],
    villages: villages.map(one => one.names.ky),
    lines: budget?.lines.filter(line => line.side === 'expenditure' && line.kind !== 'total') ?? [],
    linesYear: budget?.year,
    mayWork: mayWork as Record<Part, boolean>,
    mayPublish: may(viewer, 'hearing.publish', within),
  }
}
