import type { App } from '#src/app.ts'
import type { ReportSummary } from './rules/shape.ts'
import { countPublishedReports, selectPublishedReports } from './store/published.ts'
import { summariesOf } from './summaries.ts'

interface Where {
  readonly municipalityId?: string | undefined
}
const within = ({ municipalityId }: Where) => ({
  municipalityIds: municipalityId === undefined ? undefined : [municipalityId],
  onlyStanding: true,
})

/** The latest reports that stand, of one municipality or of the country. Tags: `reports:<municipality id>` or `country`. */
export async function latestReports(app: App, which: Where & { readonly limit: number }): Promise<ReportSummary[]> {
  return summariesOf(app, await selectPublishedReports(app.store.read, within(which), which.limit))
}

/** How many reports stand. */
export const countReports = (app: App, which: Where = {}): Promise<number> => countPublishedReports(app.store.read, within(which))
