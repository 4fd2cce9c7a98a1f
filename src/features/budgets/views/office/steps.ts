import type { Result } from '#platform/result.ts'
import { refusedWith } from '#platform/result.ts'

/** The steps of a prepared budget, in order; each is a page of its own. */
export const STEPS = ['columns', 'findings', 'changes', 'preview'] as const
export type Step = (typeof STEPS)[number]

/** The status of a page that shows a refusal. */
export const statusOf = (refused: Result<unknown>): number =>
  refusedWith(refused, 'forbidden')
    ? 403
    : refusedWith(refused, 'prepared.unknown') || refusedWith(refused, 'import.municipality')
      ? 404
      : refusedWith(refused, 'edited.meanwhile')
        ? 409
        : 422
