import { OPERATOR, type Viewer } from '#features/identity/rules/viewer.ts'
import { createReport } from '#features/reports/createReport.ts'
import { publishReport } from '#features/reports/publishReport.ts'
import type { ReportContent } from '#features/reports/rules/report.ts'
import type { IsoDate } from '#platform/dates.ts'
import type { App } from '#src/app.ts'

/** A report that may be published, as its form would carry it. */
export const written = (more: Partial<ReportContent> = {}): ReportContent => ({
  type: 'annual',
  issuer: 'executive',
  periodFrom: '2025-01-01' as IsoDate,
  periodTo: '2025-12-31' as IsoDate,
  texts: {
    ky: { title: 'Башчынын 2025-жылдагы отчету', body: '## Суу\n\nТаза суу **эки** айылга барды.' },
    ru: { title: 'Отчёт главы за 2025 год', body: '## Вода\n\nЧистая вода пришла в **два** села.' },
  },
  ...more,
})

const must = <T>(result: { ok: true; value: T } | { ok: false; refusals: readonly unknown[] }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals))
  return result.value
}

export const drafted = async (app: App, municipality: string, viewer: Viewer = OPERATOR) =>
  must(await createReport(app, viewer, { municipality, type: 'annual' }))

/** A report that everybody reads. */
export async function published(app: App, municipality: string, content = written(), viewer: Viewer = OPERATOR) {
  const { id, version } = await drafted(app, municipality, viewer)
  return must(await publishReport(app, viewer, { id, version, content }))
}
