import { touchPages } from '#db/touchPages.ts'
import { recordAudit } from '#features/audit/recordAudit.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { instantInBishkek } from '#platform/dates.ts'
import type { App } from '#src/app.ts'
import { pagesOf } from './changeReport.ts'
import { publishRevision } from './publishRevision.ts'
import { publishable } from './rules/content.ts'
import { findContent, findReport, type ReportRow, selectDue, updateReport } from './store/reports.ts'
import { templateBodies } from './templates.ts'

const AT_ONCE = 20

/**
 * Publishes the reports whose instant has come, each in a transaction of its own; dated by that instant, however late the
 * work runs. The date is in the store, so a restart loses none, and of several servers one publishes. Answers how many.
 */
export async function publishDueReports(app: App, stopping?: AbortSignal): Promise<number> {
  let published = 0
  for (const due of await selectDue(app.store.read, app.now(), AT_ONCE)) {
    if (stopping?.aborted) break
    try {
      if (await publishDue(app, due)) published += 1
    } catch (error) {
      // One that cannot be published must not hold up the others.
      app.log.error({ err: error, report: due.id }, 'a report with a date could not be published; it is tried again')
    }
  }
  return published
}

async function publishDue(app: App, due: ReportRow): Promise<boolean> {
  const municipality = await readMunicipality(app, due.municipalityId)
  if (!municipality) throw new Error('a report without its municipality')
  const now = app.now()
  return app.store.write(async tx => {
    const report = await findReport(tx, due.id)
    if (report?.state !== 'scheduled' || !report.publishAt || report.publishAt > now) return false
    const content = await findContent(tx, report.id, 0)
    const complete = content && publishable(content, templateBodies(content.type))
    if (!complete?.ok) throw new Error('a report with a date is incomplete')
    const { publishAt: at, scheduledBy } = report
    const by = scheduledBy ?? 'system'
    const set = { state: 'published' as const, publishAt: null, scheduledBy: null }
    if (!(await updateReport(tx, report, set))) return false
    await publishRevision(app, tx, report, municipality, complete.value, { at, by })
    await touchPages(tx, now, pagesOf(municipality.id))
    await recordAudit(tx, {
      ...{ at: now, actor: 'system', action: 'report.published', reason: 'its instant came' },
      subject: { type: 'report', id: report.id },
      detail: { municipality: municipality.id, scheduledFor: instantInBishkek(at), scheduledBy: by },
    })
    return true
  })
}
