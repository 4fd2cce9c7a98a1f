import { readAccountNames } from '#features/identity/readAccountNames.ts'
import { may } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { type Municipality, placesOf } from '#features/municipalities/rules/unit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { knownPractice } from './knownPractice.ts'
import type { PracticeContent, PracticeSource, PracticeState } from '#db/schema/practices.ts'
import { asReviewed } from './rules/published.ts'
import { commentsOn, type PracticeRow } from './store/practices.ts'

/** What DPI and an office wrote to each other. */
export interface PracticeComment {
  readonly at: Date
  /** Name of who wrote, for colleagues; undefined for the machine. */
  readonly by: string | undefined
  readonly side: 'dpi' | 'office'
  readonly kind: 'comment' | 'sentBack'
  readonly text: string
}

/** A practice as those who work on it see it. */
export interface PracticeWork {
  readonly id: string
  readonly slug: string
  readonly municipality: Municipality | undefined
  readonly state: PracticeState
  readonly version: number
  readonly content: PracticeContent
  /** What everybody reads meanwhile. */
  readonly published: PracticeContent | undefined
  readonly isPublic: boolean
  readonly isChosen: boolean
  readonly submittedAt: Date | undefined
  readonly publishedAt: Date | undefined
  readonly changedAt: Date
  readonly withdrawnReason: string | undefined
  readonly source: PracticeSource | undefined
  readonly isDemo: boolean
  readonly comments: readonly PracticeComment[]
  readonly may: { readonly write: boolean; readonly submit: boolean; readonly review: boolean }
}

const shape = (row: PracticeRow) => ({
  id: row.id,
  slug: row.slug,
  state: row.state,
  version: row.version,
  content: row.content,
  published: row.published ?? undefined,
  isPublic: row.isPublic,
  isChosen: row.chosenAt !== null,
  submittedAt: row.submittedAt ?? undefined,
  publishedAt: row.publishedAt ?? undefined,
  changedAt: row.changedAt,
  withdrawnReason: row.withdrawnReason ?? undefined,
  source: row.source ?? undefined,
  isDemo: row.isDemo,
})

/** A practice with what was written about it, for its office, the agency that looks on, and DPI. */
export async function readPracticeWork(
  app: App,
  viewer: Viewer,
  id: string,
): Promise<Result<PracticeWork, 'forbidden' | 'practice.unknown'>> {
  const known = await knownPractice(app, viewer, id, ['office.read', 'practice.review'])
  if (!known.ok) return known
  const { row, municipality } = known.value
  const within = municipality ? placesOf(municipality) : []
  const seen = may(viewer, 'office.read', within) ? row : asReviewed(row)
  if (!seen) return err('practice.unknown')
  const comments = await commentsOn(app.store.read, row.id)
  const names = await readAccountNames(
    app,
    comments.map(one => one.actor),
  )
  return ok({
    ...shape(seen),
    municipality,
    comments: comments.map(({ at, actor, side, kind, text }) => ({ at, by: names.get(actor), side, kind, text })),
    may: {
      write: may(viewer, 'practice.write', within),
      submit: may(viewer, 'practice.submit', within),
      review: may(viewer, 'practice.review'),
    },
  })
}
