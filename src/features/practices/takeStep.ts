import type { Writing } from '#db/store.ts'
import { touchPages } from '#db/touchPages.ts'
import { recordAudit } from '#features/audit/recordAudit.ts'
import type { Permission } from '#features/identity/rules/permissions.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { type KnownPractice, knownPractice } from './knownPractice.ts'
import { type Step, stateAfter } from './rules/state.ts'
import { changePractice, type PracticeRow, practiceById } from './store/practices.ts'

/** A practice and the version of it that was seen. */
export interface Seen {
  readonly id: string
  readonly version: number
}
export interface Stepped {
  readonly id: string
  readonly slug: string
  readonly state: PracticeRow['state']
  readonly version: number
}

/**
 * What all steps of a practice have in common: who may, for its place; that nobody changed it meanwhile
 * (`edited.meanwhile`); where the step leads; then in one transaction the change, what else belongs to it, the pages that
 * show it and the trail. `set` may refuse; `also` is not run where the step is not taken.
 */
export async function takeStep(
  app: App,
  viewer: Viewer,
  seen: Seen,
  how: {
    readonly step: Step
    readonly permissions: readonly Permission[]
    readonly reason: string
    readonly set?: (row: PracticeRow, at: Date) => Result<Partial<PracticeRow>>
    readonly also?: (tx: Writing, known: KnownPractice, at: Date) => Promise<void>
  },
): Promise<Result<Stepped>> {
  const known = await knownPractice(app, viewer, seen.id, how.permissions)
  if (!known.ok) return known
  return app.store.write(async tx => {
    const row = await practiceById(tx, seen.id)
    if (!row) return err('practice.unknown')
    if (row.version !== seen.version) return err('edited.meanwhile')
    const state = stateAfter(how.step, row.state)
    if (!state.ok) return state
    const at = app.now()
    const set = how.set ? how.set(row, at) : ok({})
    if (!set.ok) return set
    const change = { changedAt: at, state: state.value, ...set.value }
    if (!(await changePractice(tx, seen, change))) return err('edited.meanwhile')
    const after: PracticeRow = { ...row, ...change, version: seen.version + 1 }
    await how.also?.(tx, { row: after, municipality: known.value.municipality }, at)
    // Nobody outside sees a step of what is not public, and an office's own pages are kept by no cache.
    if (row.isPublic || after.isPublic) await touchPages(tx, at, tagsOf(row))
    await recordAudit(tx, {
      at,
      actor: actorOf(viewer),
      action: `practice.${how.step}`,
      subject: { type: 'practice', id: row.id },
      reason: how.reason,
      detail: { from: row.state, to: after.state, public: after.isPublic, version: after.version },
    })
    return ok({ id: row.id, slug: row.slug, state: after.state, version: after.version })
  })
}

/** Pages that show a practice. */
export const tagsOf = ({ municipalityId }: Pick<PracticeRow, 'municipalityId'>): string[] => [
  'practices',
  'country',
  ...(municipalityId ? [`municipality:${municipalityId}`] : []),
]
