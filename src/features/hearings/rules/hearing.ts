import type { HearingKind, HearingState } from '#db/schema/hearings.ts'
import type { Permission } from '#features/identity/rules/permissions.ts'

export type { HearingKind, HearingState }
export const HEARING_KINDS = ['draftBudget', 'execution', 'other'] as const satisfies readonly HearingKind[]
export const HEARING_STATES = [
  'draft',
  'announced',
  'held',
  'resultsPublished',
  'cancelled',
] as const satisfies readonly HearingState[]

/** Words in Kyrgyz, and in other languages where somebody wrote them. */
export interface Texts {
  readonly ky: string
  readonly ru?: string | undefined
  readonly en?: string | undefined
}
type Lang = keyof Texts

/** The words for a reader, with the language they are in: Kyrgyz where theirs is missing. */
export const textFor = (texts: Texts, lang: Lang): { readonly text: string; readonly lang: Lang } => {
  const own = texts[lang]
  return own ? { text: own, lang } : { text: texts.ky, lang: 'ky' }
}

export interface Move {
  readonly movedAt: Date
  readonly fromStartsAt: Date
  readonly fromVenue: string | undefined
  readonly reason: string
}

/** A hearing as its room knows it. */
export interface Hearing {
  readonly id: string
  readonly municipalityId: string
  readonly kind: HearingKind
  readonly budgetYear: number | undefined
  readonly title: Texts
  readonly lead: Texts | undefined
  readonly startsAt: Date
  readonly endsAt: Date
  readonly venue: string | undefined
  readonly village: string | undefined
  readonly onlineUrl: string | undefined
  readonly state: HearingState
  readonly announcedAt: Date | undefined
  readonly resultsAt: Date | undefined
  readonly cancelledAt: Date | undefined
  readonly cancelReason: string | undefined
  readonly sequence: number
  readonly minutes: string | undefined
  readonly version: number
  readonly minutesVersion: number
  readonly attendanceVersion: number
  readonly changedAt: Date
  readonly isDemo: boolean
  readonly agenda: readonly Texts[]
  /** Oldest first. */
  readonly moves: readonly Move[]
}

/** What everybody may see: all but drafts, and what was cancelled before anybody was told. */
export const isPublic = (hearing: Pick<Hearing, 'announcedAt'>): boolean => hearing.announcedAt !== undefined

/** Where a hearing stands for a reader, told by state and clock. */
export type Phase = 'draft' | 'coming' | 'now' | 'awaitingResults' | 'done' | 'cancelled'
export function phaseOf(hearing: Pick<Hearing, 'state' | 'startsAt' | 'endsAt'>, now: Date): Phase {
  switch (hearing.state) {
    case 'draft':
      return 'draft'
    case 'cancelled':
      return 'cancelled'
    case 'resultsPublished':
      return 'done'
    // Who counts people while it runs has not ended it.
    case 'held':
    case 'announced':
      return now < hearing.startsAt ? 'coming' : now < hearing.endsAt ? 'now' : 'awaitingResults'
  }
}

/** Parts of a hearing that the office works on. */
export type Part = 'announcement' | 'items' | 'attendance' | 'minutes' | 'results'
export const PARTS = ['announcement', 'items', 'attendance', 'minutes', 'results'] as const satisfies readonly Part[]

/** Who may change a part now: what everybody reads already is changed by who may publish. */
export function neededFor(part: Part, hearing: Pick<Hearing, 'state'>): Permission {
  const published = hearing.state === 'resultsPublished' || (part === 'announcement' && hearing.state !== 'draft')
  return published ? 'hearing.publish' : 'hearing.write'
}

type Refused = 'hearing.isCancelled' | 'hearing.notAnnounced' | 'hearing.notYet' | 'hearing.isOver'

/** Whether questions and proposals may be entered: from the announcement on, since people bring them early. */
export const whyNoItems = ({ state }: Pick<Hearing, 'state'>): Refused | undefined =>
  state === 'cancelled' ? 'hearing.isCancelled' : state === 'draft' ? 'hearing.notAnnounced' : undefined

/** Whether people may be counted and minutes written: once it has begun. */
export const whyNotHeld = (hearing: Pick<Hearing, 'state' | 'startsAt'>, now: Date): Refused | undefined =>
  whyNoItems(hearing) ?? (now < hearing.startsAt ? 'hearing.notYet' : undefined)

/** Whether it may still be moved, cancelled or asked to be reminded of: until it begins. */
export const whyNotComing = (hearing: Pick<Hearing, 'state' | 'startsAt'>, now: Date): Refused | undefined =>
  hearing.state === 'announced' && now < hearing.startsAt
    ? undefined
    : hearing.state === 'cancelled'
      ? 'hearing.isCancelled'
      : hearing.state === 'draft'
        ? 'hearing.notAnnounced'
        : 'hearing.isOver'
