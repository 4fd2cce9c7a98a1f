import { LANGUAGES } from '#platform/i18n/languages.ts'
import { err, errs, ok, type Refusal, type Result } from '#platform/result.ts'
import type { ReportContent, ReportText, ReportTexts } from './report.ts'

const sameWords = (a: string, b: string): boolean => a.replace(/\s+/g, ' ').trim() === b.replace(/\s+/g, ' ').trim()

/**
 * The texts that somebody wrote: a language left empty, or with nothing but the headings that its template gave, was not
 * written. `templates` are the bodies offered for this type.
 */
export function writtenTexts(texts: ReportTexts, templates: Readonly<Record<string, string>>): ReportTexts {
  const written = LANGUAGES.flatMap((lang): [string, ReportText][] => {
    const text = texts[lang]
    const empty = !text || text.body.trim() === '' || sameWords(text.body, templates[lang] ?? '')
    return empty ? [] : [[lang, text]]
  })
  return Object.fromEntries(written)
}

/**
 * What everybody may read of a working copy. Kyrgyz is obligatory, and a written language needs its title; a period ends
 * after it begins.
 */
export function publishable(
  content: ReportContent,
  templates: Readonly<Record<string, string>>,
): Result<ReportContent, 'report.title.required' | 'report.body.required' | 'report.period.order'> {
  const texts = writtenTexts(content.texts, templates)
  const refusals: Refusal<'report.title.required' | 'report.body.required' | 'report.period.order'>[] = []
  if (!content.texts.ky?.title.trim()) refusals.push({ code: 'report.title.required', path: 'ky.title' })
  if (!texts.ky) refusals.push({ code: 'report.body.required', path: 'ky.body' })
  for (const lang of ['ru', 'en'] as const)
    if (texts[lang] && !texts[lang].title.trim()) refusals.push({ code: 'report.title.required', path: `${lang}.title` })
  const { periodFrom, periodTo } = content
  if (periodFrom && periodTo && periodTo < periodFrom) refusals.push({ code: 'report.period.order', path: 'periodTo' })
  return refusals.length > 0 ? errs(refusals) : ok({ ...content, texts })
}

/** Whether two contents say the same; line ends and blanks at the end, which forms change, say nothing. */
export function sameContent(a: ReportContent, b: ReportContent): boolean {
  const said = ({ type, issuer, periodFrom, periodTo, subject, texts }: ReportContent) =>
    JSON.stringify([
      ...[type, issuer, periodFrom, periodTo, subject?.type, subject?.id].map(part => part ?? null),
      ...LANGUAGES.flatMap(lang => [texts[lang]?.title, texts[lang]?.body?.replace(/\s*\r?\n/g, '\n').trimEnd()]).map(
        part => part ?? null,
      ),
    ])
  return said(a) === said(b)
}

/** Most months ahead that a date of publication may lie. */
const FARTHEST_MS = 366 * 86_400_000

/** Whether a report may be set to publish itself at an instant: in the future, within a year. */
export function checkPublishAt(at: Date, now: Date): Result<void, 'report.publishAt.past' | 'report.publishAt.far'> {
  if (at.getTime() <= now.getTime()) return err('report.publishAt.past', { path: 'publishDate' })
  if (at.getTime() - now.getTime() > FARTHEST_MS) return err('report.publishAt.far', { path: 'publishDate' })
  return ok()
}
