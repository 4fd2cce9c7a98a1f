import { recordAudit } from '#features/audit/recordAudit.ts'
import { may } from '#features/identity/rules/permissions.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'
import { dateInBishkek, type IsoDate } from '#platform/dates.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { type ReportContent, type ReportType, usualIssuer } from './rules/report.ts'
import { insertReport, putRevision } from './store/reports.ts'
import { templateTexts } from './templates.ts'

/**
 * Begins a report of a type as a draft with ready headings in three languages; nobody but the office sees it. In the first
 * half of a year it tells about the year before. Refuses `forbidden`, `municipality.unknown`, `municipality.ended`.
 */
export async function createReport(
  app: App,
  viewer: Viewer,
  input: { readonly municipality: string; readonly type: ReportType; readonly isDemo?: boolean | undefined },
): Promise<Result<{ readonly id: string; readonly version: number }>> {
  const municipality = await readMunicipality(app, input.municipality)
  if (!municipality) return may(viewer, 'report.write') ? err('municipality.unknown') : err('forbidden')
  if (!may(viewer, 'report.write', placesOf(municipality))) return err('forbidden')
  if (municipality.endedOn !== undefined) return err('municipality.ended')
  const [id, at, actor] = [app.newId(), app.now(), actorOf(viewer)]
  const today = dateInBishkek(at)
  const year = Number(today.slice(0, 4)) - (Number(today.slice(5, 7)) <= 6 ? 1 : 0)
  const wholeYear = input.type === 'annual' || input.type === 'execution'
  const content: ReportContent = {
    type: input.type,
    issuer: usualIssuer(input.type),
    ...(wholeYear ? { periodFrom: `${year}-01-01` as IsoDate, periodTo: `${year}-12-31` as IsoDate } : {}),
    ...(input.type === 'execution' ? { subject: { type: 'budget', id: String(year) } } : {}),
    texts: templateTexts(input.type, municipality.kind, year),
  }
  await app.store.write(async tx => {
    await insertReport(tx, {
      ...{ id, municipalityId: municipality.id, type: content.type, issuer: content.issuer },
      ...{ year, state: 'draft', currentRevision: 0, version: 1 },
      ...{ editedAt: at, editedBy: actor, createdAt: at, createdBy: actor, isDemo: input.isDemo ?? false },
    })
    await putRevision(tx, id, 0, content, { at, by: actor })
    await recordAudit(tx, {
      ...{ at, actor, action: 'report.created', reason: 'an office began it' },
      subject: { type: 'report', id },
      detail: { municipality: municipality.id, type: input.type },
    })
  })
  return ok({ id, version: 1 })
}
