import type { practice } from '#db/schema/practices.ts'
import type { SearchDocument } from '#features/search/rules/document.ts'
import { dateInBishkek } from '#platform/dates.ts'
import { plainText } from '#platform/markdown.ts'
import { languagesOf, saidIn } from './rules/content.ts'

/** What search finds of a public practice: one document for each language it can be read in. */
export function makeSearchable(row: typeof practice.$inferSelect): SearchDocument[] {
  const { published: content, publishedAt } = row
  if (!row.isPublic || !content) return []
  return languagesOf(content).flatMap(lang => {
    const words = content.texts[lang]
    if (!words) return []
    const figures = content.figures.map(one => saidIn(one.what, lang))
    return [
      {
        ...{ kind: 'practice' as const, subjectId: row.id, lang, title: words.title, isDemo: row.isDemo },
        municipalityId: row.municipalityId ?? undefined,
        body: [...[words.problem, words.solution, words.result].map(plainText), ...figures].join('\n'),
        path: `/practices/${row.slug}`,
        at: publishedAt ? dateInBishkek(publishedAt) : undefined,
      },
    ]
  })
}
