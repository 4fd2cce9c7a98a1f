import type { UnitKind } from '#features/municipalities/rules/unit.ts'
import { LANGUAGES, type Lang } from '#platform/i18n/languages.ts'
import type { ReportText, ReportType } from './rules/report.ts'
import { words } from './words.ts'

/** Ready headings for a type of report in each language; an office writes under them. */
export function templateTexts(type: ReportType, kind: UnitKind, year: number): Record<Lang, ReportText> {
  const place = kind === 'aiyl_aimak' ? 'aiyl' : 'city'
  const text = (lang: Lang): ReportText => ({
    title: type === 'other' ? '' : words(lang)(`template.${type}.title`, { year: String(year), place }),
    body: templateBodies(type)[lang],
  })
  return Object.fromEntries(LANGUAGES.map(lang => [lang, text(lang)])) as Record<Lang, ReportText>
}

export const templateBodies = (type: ReportType): Record<Lang, string> =>
  Object.fromEntries(LANGUAGES.map(lang => [lang, type === 'other' ? '' : words(lang)(`template.${type}.body`)])) as Record<
    Lang,
    string
  >
