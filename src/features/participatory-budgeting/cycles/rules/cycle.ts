import type { CycleState } from '#db/schema/pbCycles.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import type { Tyiyn } from '#platform/money.ts'
import type { CycleRules } from './cycleRules.ts'
import type { Phase } from './phases.ts'

export type { CycleState }

/** Kyrgyz always; the others where somebody translated. */
export interface InLanguages {
  readonly ky: string
  readonly ru?: string | undefined
  readonly en?: string | undefined
}
export const inLanguage = (text: InLanguages, lang: Lang): string => text[lang] ?? text.ky

/** A part of the place with a pot of its own; a cycle has at least one. Ballots, codes and counts belong to an area. */
export interface Area {
  readonly id: string
  readonly position: number
  readonly names: InLanguages
  readonly pot: Tyiyn
  readonly entitled: number
}

export interface Cycle {
  readonly id: string
  /** The municipality that leads, and all that take part (with it). */
  readonly municipalityId: string
  readonly municipalityIds: readonly string[]
  readonly titles: InLanguages
  readonly leads: { readonly ky?: string | undefined; readonly ru?: string | undefined; readonly en?: string | undefined }
  readonly budgetYear: number
  readonly budgetLineId?: string | undefined
  readonly budgetLineName?: string | undefined
  readonly amount: Tyiyn
  readonly state: CycleState
  readonly rules: CycleRules
  readonly areas: readonly Area[]
  readonly phases: readonly Phase[]
  readonly version: number
  readonly publishedAt?: Date | undefined
  readonly cancelledAt?: Date | undefined
  readonly cancelReason?: string | undefined
  readonly isDemo: boolean
}
