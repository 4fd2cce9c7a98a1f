import type { Writing } from '#db/store.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { dropDocuments, indexDocuments } from '#features/search/indexDocuments.ts'
import { dateInBishkek } from '#platform/dates.ts'
import { LANGUAGES } from '#platform/i18n/languages.ts'
import { plainText } from '#platform/markdown.ts'
import type { App } from '#src/app.ts'
import type { ReportContent } from './rules/report.ts'
import { findContent, findReport, type ReportRow, selectShown } from './store/reports.ts'

/** Makes a report findable by what everybody reads of it, in each language that it is written in. */
export async function indexReport(
  tx: Writing,
  report: Pick<ReportRow, 'id' | 'isDemo'> & { readonly slug: string; readonly firstPublishedAt: Date },
  municipality: Municipality,
  content: ReportContent,
): Promise<void> {
  const path = `/m/${municipality.slug}/reports/${report.slug}`
  const about = { kind: 'report' as const, subjectId: report.id, municipalityId: municipality.id, isDemo: report.isDemo }
  const at = dateInBishkek(report.firstPublishedAt)
  await indexDocuments(
    tx,
    LANGUAGES.flatMap(lang => {
      const text = content.texts[lang]
      return text ? [{ ...about, lang, title: text.title, body: plainText(text.body), path, at }] : []
    }),
  )
}

const AT_ONCE = 100

/** Indexes every report with a page anew, each in a transaction of its own; answers how many there were. */
export async function indexAllReports(app: App): Promise<number> {
  let count = 0
  for (let after: string | undefined = ''; after !== undefined;) {
    const page: ReportRow[] = await selectShown(app.store.read, after, AT_ONCE)
    for (const { id, municipalityId } of page) {
      const municipality = await readMunicipality(app, municipalityId)
      if (!municipality) continue
      // Read inside the transaction: what is withdrawn meanwhile must not return.
      await app.store.write(async tx => {
        const report = await findReport(tx, id)
        const content = report && (await findContent(tx, id, report.currentRevision))
        const { slug, firstPublishedAt } = report ?? {}
        if (report?.state === 'published' && content && slug && firstPublishedAt)
          await indexReport(tx, { ...report, slug, firstPublishedAt }, municipality, content)
        else await dropDocuments(tx, 'report', [id])
      })
      count += 1
    }
    after = page.at(-1)?.id
  }
  return count
}
