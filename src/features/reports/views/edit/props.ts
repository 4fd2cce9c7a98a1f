import type { Typed } from '#platform/forms/readForm.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import type { Refusal } from '#platform/result.ts'
import type { OfficeReportWork } from '../../readOfficeReports.ts'

/** What every part of a report's form is given. */
export interface EditProps {
  readonly lang: Lang
  readonly report: OfficeReportWork
  readonly typed: Typed | undefined
  readonly refusals: readonly Refusal[]
}

/** Whether a refusal belongs to one of these fields, so that the folded part that holds it opens. */
export const isRefused = (refusals: readonly Refusal[], ...fields: readonly string[]): boolean =>
  refusals.some(one => fields.some(field => one.path === field || one.path?.startsWith(`${field}.`)))
