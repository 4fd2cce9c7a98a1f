import type { IsoDate } from '#platform/dates.ts'
import { LANGUAGES, type Lang } from '#platform/i18n/languages.ts'

export const REPORT_TYPES = ['annual', 'execution', 'session', 'hearing', 'service', 'other'] as const
export type ReportType = (typeof REPORT_TYPES)[number]
export const ISSUERS = ['council', 'executive'] as const
export type Issuer = (typeof ISSUERS)[number]
/** What a report may tell about: a year's budget, a hearing, a service of the catalogue. */
export type ReportSubject = { readonly type: 'budget' | 'hearing' | 'service'; readonly id: string }

export const MOST_TITLE = 200
export const MOST_BODY = 60_000
export const MOST_REASON = 1_000

export interface ReportText {
  readonly title: string
  /** Markdown. */
  readonly body: string
}
export type ReportTexts = Readonly<Partial<Record<Lang, ReportText>>>

/** All that an office writes of a report. */
export interface ReportContent {
  readonly type: ReportType
  readonly issuer: Issuer
  readonly periodFrom?: IsoDate | undefined
  readonly periodTo?: IsoDate | undefined
  readonly subject?: ReportSubject | undefined
  readonly texts: ReportTexts
}

/** The council reports on its sessions, the executive on the rest; an office may say otherwise. */
export const usualIssuer = (type: ReportType): Issuer => (type === 'session' ? 'council' : 'executive')

export const languagesOf = (texts: ReportTexts): Lang[] => LANGUAGES.filter(lang => texts[lang] !== undefined)

/** The text for a reader: in the reader's language, else in Kyrgyz, which every published report has; else any. */
export function textFor(texts: ReportTexts, lang: Lang): { readonly lang: Lang; readonly text: ReportText } | undefined {
  const found = [lang, ...LANGUAGES].find(one => texts[one] !== undefined)
  const text = found && texts[found]
  return found && text ? { lang: found, text } : undefined
}

/** The year a report is listed under: that of its period's end, else the one in which it is written. */
export const yearOf = (content: Pick<ReportContent, 'periodFrom' | 'periodTo'>, today: IsoDate): number =>
  Number((content.periodTo ?? content.periodFrom ?? today).slice(0, 4))
