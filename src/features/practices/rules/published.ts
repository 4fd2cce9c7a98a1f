import type { practice } from '#db/schema/practices.ts'
import type { UnitRef } from '#features/municipalities/rules/unit.ts'
import { type Tyiyn, tyiyn } from '#platform/money.ts'
import type { AdoptionCount } from './adoption.ts'
import type { PracticeContent, PracticeSource } from '#db/schema/practices.ts'
import { isTopic, type Topic } from './topics.ts'

type PracticeRow = typeof practice.$inferSelect
/** A stored practice and the municipality whose it is. */
export interface PlacedRow {
  readonly practice: PracticeRow
  readonly place: {
    readonly id: string
    readonly slug: string
    readonly ky: string
    readonly ru: string
    readonly en: string
    readonly population: number | null
  } | null
}

/**
 * What DPI sees of a practice: as it was handed in; where its office writes a new text or took it back, the one that everybody
 * read. What was never handed in is its office's own affair, also once it has put it away.
 */
export function asReviewed(row: PracticeRow): PracticeRow | undefined {
  if (row.state !== 'draft' && row.state !== 'withdrawn') return row
  if (row.published) return row.isPublic || row.state === 'withdrawn' ? { ...row, content: row.published } : undefined
  return row.state === 'withdrawn' && row.submittedAt ? row : undefined
}

/** A practice as everybody may read it. */
export interface PublishedPractice {
  readonly id: string
  readonly slug: string
  readonly municipality: (UnitRef & { readonly population?: number | undefined }) | undefined
  readonly topic: Topic | undefined
  readonly content: PracticeContent
  readonly cost: Tyiyn | undefined
  readonly publishedAt: Date
  readonly revisedAt: Date
  readonly isEditorsChoice: boolean
  readonly source: PracticeSource | undefined
  readonly isDemo: boolean
}
/** As lists show it. */
export interface ListedPractice extends PublishedPractice {
  readonly adoptions: AdoptionCount
}

export const municipalityOf = ({ place }: PlacedRow): PublishedPractice['municipality'] =>
  place === null
    ? undefined
    : {
        id: place.id,
        slug: place.slug,
        names: { ky: place.ky, ru: place.ru, en: place.en },
        population: place.population ?? undefined,
      }

/** The public side of a stored practice; undefined where it has none. */
export function publishedOf(row: PlacedRow): PublishedPractice | undefined {
  const { practice: stored } = row
  const { published: content, publishedAt, revisedAt } = stored
  if (!stored.isPublic || !content || !publishedAt) return undefined
  return {
    id: stored.id,
    slug: stored.slug,
    municipality: municipalityOf(row),
    topic: isTopic(content.topic) ? content.topic : undefined,
    content,
    cost: content.cost === undefined ? undefined : tyiyn(content.cost),
    publishedAt,
    revisedAt: revisedAt ?? publishedAt,
    isEditorsChoice: stored.chosenAt !== null,
    source: stored.source ?? undefined,
    isDemo: stored.isDemo,
  }
}
