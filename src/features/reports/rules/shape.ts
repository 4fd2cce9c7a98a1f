import type { IsoDate } from '#platform/dates.ts'
import type { Issuer, ReportSubject, ReportTexts, ReportType } from './report.ts'
import type { ReportState } from './state.ts'

/** A report in a list that everybody sees. Of one that was withdrawn only titles are left. */
export interface ReportSummary {
  readonly id: string
  readonly municipalityId: string
  readonly slug: string
  readonly state: 'published' | 'withdrawn'
  readonly type: ReportType
  readonly issuer: Issuer
  readonly year: number
  readonly periodFrom?: IsoDate | undefined
  readonly periodTo?: IsoDate | undefined
  readonly subject?: ReportSubject | undefined
  readonly texts: ReportTexts
  readonly firstPublishedAt: Date
  /** When what everybody sees changed last. */
  readonly changedAt: Date
  /** 1 as it was published first; more where it was corrected. */
  readonly revision: number
  readonly withdrawnReason?: string | undefined
  readonly isDemo: boolean
}

interface StoredReport {
  readonly id: string
  readonly municipalityId: string
  readonly slug: string | null
  readonly state: ReportState
  readonly year: number
  readonly firstPublishedAt: Date | null
  readonly changedAt: Date | null
  readonly currentRevision: number
  readonly withdrawnReason: string | null
  readonly isDemo: boolean
}
interface StoredContent {
  readonly type: ReportType
  readonly issuer: Issuer
  readonly periodFrom?: IsoDate | undefined
  readonly periodTo?: IsoDate | undefined
  readonly subject?: ReportSubject | undefined
  readonly texts: ReportTexts
}

/** What everybody may see of a stored report; undefined where nobody outside its office may know of it. */
export function summaryOf(row: StoredReport, content: StoredContent): ReportSummary | undefined {
  const { state, slug, firstPublishedAt } = row
  if ((state !== 'published' && state !== 'withdrawn') || slug === null || firstPublishedAt === null) return undefined
  const texts =
    state === 'published'
      ? content.texts
      : Object.fromEntries(Object.entries(content.texts).map(([lang, text]) => [lang, { title: text.title, body: '' }]))
  return {
    id: row.id,
    municipalityId: row.municipalityId,
    ...{ slug, state, firstPublishedAt, texts },
    type: content.type,
    issuer: content.issuer,
    year: row.year,
    periodFrom: content.periodFrom,
    periodTo: content.periodTo,
    subject: content.subject,
    changedAt: row.changedAt ?? firstPublishedAt,
    revision: row.currentRevision,
    withdrawnReason: row.withdrawnReason ?? undefined,
    isDemo: row.isDemo,
  }
}
