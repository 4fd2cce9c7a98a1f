import type { PracticeContent, PracticeState } from '#db/schema/practices.ts'
import { formatPartialDate } from '#features/municipalities/views/partialDate.ts'
import { formatMoneyShort } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { tyiyn } from '#platform/money.ts'
import { saidIn } from '../rules/content.ts'
import type { LibraryFilters } from '../rules/library.ts'
import type { PublishedPractice } from '../rules/published.ts'
import { words } from '../words.ts'

/** What it cost as people say it; that it took no money, or that the source does not say. */
export const costWords = (lang: Lang, cost: number | undefined): string =>
  cost === undefined
    ? words(lang)('page.costUnknown')
    : cost === 0
      ? words(lang)('page.free')
      : formatMoneyShort(lang, tyiyn(cost))

/** "2024-жылдын марты – 2024-жылдын сентябры"; only a beginning where it goes on. */
export function periodWords(lang: Lang, { from, to }: Pick<PracticeContent, 'from' | 'to'>): string | undefined {
  if (from === undefined) return to === undefined ? undefined : formatPartialDate(lang, to)
  if (to === undefined) return words(lang)('page.since', { from: formatPartialDate(lang, from) })
  return from === to ? formatPartialDate(lang, from) : `${formatPartialDate(lang, from)} – ${formatPartialDate(lang, to)}`
}

/** Whose it is: the municipality's name, else where the source says it was done. */
export const placeWords = (lang: Lang, { municipality, source }: Pick<PublishedPractice, 'municipality' | 'source'>): string =>
  municipality?.names[lang] ?? (source?.place && saidIn(source.place, lang)) ?? words(lang)('page.noPlace')

export const TONES = {
  draft: 'neutral',
  submitted: 'info',
  sentBack: 'attention',
  published: 'done',
  withdrawn: 'neutral',
} as const satisfies Record<PracticeState, string>

/** The query of the same library with something changed; `after` is said by the pager alone. */
export function libraryQuery({ after: _, ...filters }: LibraryFilters, more: Readonly<Record<string, string>> = {}): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...filters, ...more })) if (value) params.set(name, value)
  const text = params.toString()
  return text === '' ? '' : `?${text}`
}
