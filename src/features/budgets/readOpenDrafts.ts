import { dateInBishkek } from '#platform/dates.ts'
import { type Tyiyn, tyiyn } from '#platform/money.ts'
import type { App } from '#src/app.ts'
import { selectApprovedYears, selectCurrentDrafts } from './store/drafts.ts'

export interface OpenDraft {
  readonly municipalityId: string
  readonly year: number
  readonly expenditure?: Tyiyn | undefined
  /** When the portal got it. */
  readonly since: Date
  readonly isDemo: boolean
}

const MOST_DRAFTS = 500

/**
 * Draft budgets that residents can still speak about: of this year or a coming one, and no later stage
 * of that year stands. The latest first. Tag: `country`.
 */
export async function readOpenDrafts(app: App, limit: number): Promise<OpenDraft[]> {
  const drafts = await selectCurrentDrafts(app.store.read, MOST_DRAFTS)
  if (drafts.length === 0) return []
  const over = await selectApprovedYears(app.store.read, [...new Set(drafts.map(one => one.municipalityId))])
  const closed = new Set(over.map(one => `${one.municipalityId} ${one.year}`))
  const thisYear = Number(dateInBishkek(app.now()).slice(0, 4))
  return drafts
    .filter(one => one.year >= thisYear && !closed.has(`${one.municipalityId} ${one.year}`))
    .slice(0, limit)
    .map(one => ({
      municipalityId: one.municipalityId,
      year: one.year,
      expenditure: one.expenditurePlan === null ? undefined : tyiyn(one.expenditurePlan),
      since: one.importedAt,
      isDemo: one.isDemo,
    }))
}
