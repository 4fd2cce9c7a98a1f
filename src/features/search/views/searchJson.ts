import type { z } from 'zod'
import type { Lang } from '#platform/i18n/languages.ts'
import type { searchAnswer } from '../forms/searchAnswer.ts'
import type { Found } from '../searchDocuments.ts'

/** Results as the API gives them. */
export const searchJson = (found: Found, lang: Lang, siteUrl: string): z.output<typeof searchAnswer> => ({
  items: found.hits.map(hit => ({
    kind: hit.kind,
    id: hit.subjectId,
    title: hit.title.map(part => part.text).join(''),
    excerpt: [...hit.excerpt],
    language: hit.otherLang ?? lang,
    url: `${siteUrl}/${lang}${hit.path}`,
    municipality: hit.municipalityId ?? null,
    date: hit.at ?? null,
    demo: hit.isDemo,
  })),
  next: found.next ?? null,
  total: found.total,
  more: [...found.more],
})
