import { LANGUAGES, type Lang } from '#platform/i18n/languages.ts'
import { readableText } from '#platform/markdown.ts'
import { type DiffPart, wordDiff } from '#platform/textDiff.ts'
import type { App } from '#src/app.ts'
import { languagesOf, type ReportContent, textFor } from './rules/report.ts'
import { findContent, findReport, selectRevisions } from './store/reports.ts'

export interface ReportVersion {
  readonly number: number
  readonly at: Date
  /** Why it was corrected; undefined for the first. */
  readonly reason?: string | undefined
}
/** What a revision changed against the one before it. */
export interface VersionChange {
  readonly version: ReportVersion
  readonly before: ReportContent
  readonly after: ReportContent
  /** Language of the compared texts. */
  readonly lang: Lang
  readonly title: readonly DiffPart[]
  readonly body: readonly DiffPart[]
  /** Languages in which something changed. */
  readonly changed: readonly Lang[]
}

/**
 * All published versions of a report that stands, the latest first, and what the chosen one changed (`number`; the latest
 * where that is none). Texts are compared in the reader's language where it changed there, else in one where it did.
 */
export async function readReportVersions(
  app: App,
  id: string,
  lang: Lang,
  number?: number,
): Promise<{ readonly versions: readonly ReportVersion[]; readonly change: VersionChange | undefined }> {
  const report = await findReport(app.store.read, id)
  if (report?.state !== 'published') return { versions: [], change: undefined }
  const versions = (await selectRevisions(app.store.read, id))
    .filter(one => one.number > 0)
    .map(one => ({ number: one.number, at: one.at, reason: one.reason ?? undefined }))
    .reverse()
  const version = versions.find(one => one.number === number && one.number > 1) ?? versions.find(one => one.number > 1)
  if (!version) return { versions, change: undefined }
  const [before, after] = await Promise.all([
    findContent(app.store.read, id, version.number - 1),
    findContent(app.store.read, id, version.number),
  ])
  return { versions, change: before && after && changeOf(version, before, after, lang) }
}

/** As one reads it; where only marks changed, with the marks. */
function bodyDiff(before: string, after: string): DiffPart[] {
  const [was, is] = [readableText(before), readableText(after)]
  return was === is ? wordDiff(before, after) : wordDiff(was, is)
}

function changeOf(version: ReportVersion, before: ReportContent, after: ReportContent, lang: Lang): VersionChange {
  const of = (content: ReportContent, one: Lang) => content.texts[one] ?? { title: '', body: '' }
  const changed = LANGUAGES.filter(
    one => of(before, one).title !== of(after, one).title || of(before, one).body !== of(after, one).body,
  )
  const chosen = changed.includes(lang)
    ? lang
    : (changed[0] ?? textFor(after.texts, lang)?.lang ?? languagesOf(after.texts)[0] ?? 'ky')
  return {
    ...{ version, before, after, changed, lang: chosen },
    title: wordDiff(of(before, chosen).title, of(after, chosen).title),
    body: bodyDiff(of(before, chosen).body, of(after, chosen).body),
  }
}
