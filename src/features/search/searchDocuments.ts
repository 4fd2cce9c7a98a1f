import type { IsoDate } from '#platform/dates.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import type { App } from '#src/app.ts'
import { SEARCH_KINDS, type SearchKind } from './rules/document.ts'
import { excerptOf, markWords, type Part } from './rules/excerpt.ts'
import { readQuery } from './rules/query.ts'
import { firstOfEach, inOrder } from './rules/score.ts'
import { countThings, worthWeighing } from './rules/matches.ts'
import { selectCandidates, selectDocumentsById, selectMatches } from './store/find.ts'

export interface SearchHit {
  readonly kind: SearchKind
  readonly subjectId: string
  readonly title: readonly Part[]
  readonly excerpt: readonly Part[]
  /** Address after the language. */
  readonly path: string
  readonly municipalityId?: string | undefined
  readonly at?: IsoDate | undefined
  readonly isDemo: boolean
  /** The language it is written in, where that is not the reader's. */
  readonly otherLang?: Lang | undefined
}

export interface Found {
  readonly hits: readonly SearchHit[]
  /** For `after`; undefined at the end. */
  readonly next?: string | undefined
  /** Things of each kind in the municipality that was asked for, whatever kinds were. */
  readonly total: Readonly<Record<SearchKind, number>>
  /** Kinds of which there are more than `total` says: of very many, only the newest are looked at and counted. */
  readonly more: readonly SearchKind[]
  /** Whether there was a word to look for at all. */
  readonly asked: boolean
}

/** Who wants to see more than this of one kind asks more precisely. */
export const MOST_OF_A_KIND = 200
/** Among so many are the few that an overview shows. */
const MOST_FOR_OVERVIEW = 40

/**
 * What everybody may find that holds every word of `q`, each thing once, in the reader's language where it is written in it.
 * Whatever is typed is an answerable question: signs are left out, and a query without words finds nothing.
 */
export async function searchDocuments(
  app: App,
  asked: {
    readonly q: string
    readonly lang: Lang
    readonly kinds?: readonly SearchKind[] | undefined
    readonly municipalityId?: string | undefined
    readonly after?: string | undefined
    readonly limit: number
    /** At most so many of each kind, for an overview. */
    readonly each?: number | undefined
  },
): Promise<Found> {
  const words = readQuery(asked.q)
  const { municipalityId, kinds = SEARCH_KINDS, lang, limit } = asked
  if (words.length === 0) return { hits: [], total: countThings([]), more: [], asked: false }
  const db = app.store.read
  const { matches, more } = await selectMatches(db, words, municipalityId)
  const weighed = worthWeighing(matches, kinds, lang, asked.each === undefined ? MOST_OF_A_KIND : MOST_FOR_OVERVIEW)
  const all = inOrder(await selectCandidates(db, weighed), words, lang)
  const ordered = asked.each === undefined ? all : firstOfEach(all, asked.each)
  const from = /^\d{1,4}$/.test(asked.after ?? '') ? Number(asked.after) : 0
  const page = ordered.slice(from, from + limit)
  const rows = new Map((await selectDocumentsById(db, page.map(one => one.id))).map(row => [row.id, row])) // prettier-ignore
  const hits = page.flatMap(({ id }) => {
    const row = rows.get(id)
    if (!row) return []
    return {
      kind: row.kind,
      subjectId: row.subjectId,
      title: markWords(row.title, words),
      excerpt: excerptOf(row.body, words),
      path: row.path,
      municipalityId: row.municipalityId ?? undefined,
      at: (row.at ?? undefined) as IsoDate | undefined,
      isDemo: row.isDemo,
      otherLang: row.lang === lang ? undefined : row.lang,
    }
  })
  const next = from + limit < ordered.length ? String(from + limit) : undefined
  return { hits, next, total: countThings(matches), more, asked: true }
}
