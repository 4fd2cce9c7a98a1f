import type { AgeBand, Kind, Moderation, Sex, Status, SubjectType } from './kinds.ts'
import type { Reason } from './moderation.ts'

/** A step of a word's way; the newest comes first in views. */
export interface FeedbackStep {
  readonly status: Status
  readonly at: Date
  /** `resident`, `dpi`, `municipality` or `system`. */
  readonly by: string
  readonly reason?: Reason | undefined
  /** The reason in the moderator's own words. */
  readonly note?: string | undefined
}

/** A word as it is stored, before anybody's right to see it is asked. */
export interface KnownFeedback {
  readonly id: string
  readonly reference: string
  readonly submittedAt: Date
  readonly municipalityId: string
  readonly kind: Kind
  readonly subject: {
    readonly type: SubjectType
    readonly id?: string | undefined
    /** As printed when the word came in. */
    readonly label: string
    /** Of a budget line, in the languages that know it. */
    readonly names?: Readonly<Partial<Record<'ky' | 'ru' | 'en', string>>> | undefined
  }
  readonly service?: string | undefined
  readonly text?: string | undefined
  readonly publishedText?: string | undefined
  readonly language: 'ky' | 'ru' | 'en'
  readonly village?: string | undefined
  /** The village's row in the register; missing where its name was typed. */
  readonly villageId?: string | undefined
  readonly address?: string | undefined
  readonly respondent: { readonly ageBand?: AgeBand | undefined; readonly sex?: Sex | undefined }
  readonly ratings: Readonly<Record<string, number>>
  readonly status: Status
  readonly moderation: Moderation
  readonly isDemo: boolean
  readonly steps: readonly (FeedbackStep & { readonly isPublic: boolean })[]
}

/** What one reader may see of a word. */
export interface SeenFeedback {
  readonly reference: string
  readonly status: Status
  readonly submittedAt: Date
  readonly municipalityId: string
  readonly kind: Kind
  readonly subject: KnownFeedback['subject']
  readonly service?: string | undefined
  readonly language: 'ky' | 'ru' | 'en'
  /** The published words; for the author the words as sent. Missing where they are not shown. */
  readonly text?: string | undefined
  /** For the author, where only a part was published: that part. */
  readonly publishedText?: string | undefined
  readonly village?: string | undefined
  readonly address?: string | undefined
  readonly ratings: Readonly<Record<string, number>>
  readonly moderation: Moderation
  readonly isDemo: boolean
  /** Newest first. */
  readonly history: readonly FeedbackStep[]
  /** Whether the reader holds the tracking code. */
  readonly isAuthor: boolean
}

const PUBLISHED = new Set<Moderation>(['published', 'publishedInPart'])

/**
 * What everybody may see of a word, and what its author may. Everybody sees the subject and the public steps; words, village
 * and ratings only once published; a village that was typed has passed no moderation and stays with its author. The author sees the whole thread, until the word was taken back.
 */
export function seenBy(word: KnownFeedback, reader: 'everybody' | 'author'): SeenFeedback {
  const isAuthor = reader === 'author'
  const shown = word.status !== 'withdrawn' && (isAuthor || PUBLISHED.has(word.moderation))
  const { reference, status, submittedAt, municipalityId, kind, subject, service, language, isDemo } = word
  return {
    ...{ reference, status, submittedAt, municipalityId, kind, subject, service, language, isDemo, isAuthor },
    text: shown ? (isAuthor ? word.text : word.publishedText) : undefined,
    publishedText: shown && isAuthor && word.moderation === 'publishedInPart' ? word.publishedText : undefined,
    village: shown && (isAuthor || word.villageId) ? word.village : undefined,
    address: shown && isAuthor ? word.address : undefined,
    ratings: shown ? word.ratings : {},
    // Who cannot see the words is not told how their publication was decided, but by the public steps.
    moderation: isAuthor || PUBLISHED.has(word.moderation) ? word.moderation : 'private',
    history: word.steps
      .filter(step => isAuthor || step.isPublic)
      .map(({ status, at, by, reason, note }) => ({ status, at, by, reason, note }))
      .reverse(),
  }
}
