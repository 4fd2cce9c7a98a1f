import type { AgeBand, Kind, Moderation, Sex, Status, SubjectType } from './kinds.ts'
import type { IsoDate } from '#platform/dates.ts'
import { type AnswerCase, type AnswerKind, mayJudge, type Outcome } from './answering.ts'
import type { Reason } from './moderation.ts'

type Names = Readonly<Record<'ky' | 'ru' | 'en', string>>

/** A step of a word's way; the newest comes first in views. */
export interface FeedbackStep {
  readonly status: Status
  readonly at: Date
  /** `resident`, `dpi`, `municipality` or `system`. */
  readonly by: string
  readonly reason?: Reason | undefined
  /** The reason in the moderator's own words, the office's why, or what the author said of the outcome. */
  readonly note?: string | undefined
  /** To whom it was passed on, or the reference that it was merged into. */
  readonly to?: Names | string | undefined
  readonly promisedFor?: IsoDate | undefined
  readonly outcome?: Outcome | undefined
  /** What was said with this step. */
  readonly answer?: SeenAnswer | undefined
}

export interface SeenAnswer {
  readonly id: string
  readonly at: Date
  readonly kind: AnswerKind
  readonly text: string
  readonly language: 'ky' | 'ru' | 'en'
  /** For everybody; otherwise for the author alone. */
  readonly isPublic: boolean
  readonly promisedFor?: IsoDate | undefined
  /** A later answer stands in its place. */
  readonly isCorrected: boolean
}

/** An answer as it is stored: to this word, or to the one whose answers it follows. */
export interface KnownAnswer extends SeenAnswer {
  readonly isOwn: boolean
  /** Of the word that it was given to. */
  readonly moderation: Moderation
}

export interface KnownCase extends AnswerCase {
  /** The municipality that has it now. */
  readonly officeId: string
  /** The word whose answers it follows. */
  readonly main?: (AnswerCase & { readonly reference: string }) | undefined
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
  /** Missing where it says nothing to answer. */
  readonly case?: KnownCase | undefined
  readonly answers: readonly KnownAnswer[]
  readonly steps: readonly (FeedbackStep & { readonly isPublic: boolean; readonly answerId?: string | undefined })[]
}

/** What one reader may see of a word. */
export interface SeenFeedback {
  readonly reference: string
  /** Where it stands: what the office did last, or before that what was decided about showing it. */
  readonly status: Status
  /** What was decided about showing it. */
  readonly shown: Status
  readonly case?: KnownCase | undefined
  /** The last word of the office that this reader may see. */
  readonly answer?: SeenAnswer | undefined
  /** Whether this reader may say whether it was done. */
  readonly mayJudge: boolean
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

/** Where a word stands, over what was decided about showing it. */
export const statusOf = (word: { readonly status: Status; readonly case?: AnswerCase | undefined }): Status =>
  word.status === 'withdrawn' ? 'withdrawn' : (word.case?.status ?? word.status)

/** Its author judges what was done about it, or about the word whose answers it follows. */
const judgeable = (one: KnownCase | undefined): boolean =>
  one !== undefined &&
  (mayJudge(one) || (one.state === 'merged' && one.outcome === null && one.main !== undefined && mayJudge(one.main)))

/** An answer to words that everybody may read is everybody's where the office says so; its author reads every one. */
const maySee = (answer: KnownAnswer, isAuthor: boolean): boolean =>
  answer.isPublic ? isAuthor || PUBLISHED.has(answer.moderation) : isAuthor && answer.isOwn

/**
 * What everybody may see of a word, and what its author may. Everybody sees the subject, the public steps and whether an
 * answer is due or late; words, village, ratings and what the office wrote only once the words are published; what the author
 * says of the outcome, and a village that was typed, have passed no moderation and stay with the author. The author sees the
 * whole thread, until the word was taken back.
 */
export function seenBy(word: KnownFeedback, reader: 'everybody' | 'author'): SeenFeedback {
  const isAuthor = reader === 'author'
  const published = PUBLISHED.has(word.moderation)
  const shown = word.status !== 'withdrawn' && (isAuthor || published)
  const { reference, submittedAt, municipalityId, kind, subject, service, language, isDemo } = word
  const answers = word.answers
    .filter(answer => word.status !== 'withdrawn' && maySee(answer, isAuthor))
    .map(({ isOwn: _own, moderation: _decided, ...answer }) => answer)
  return {
    ...{ reference, submittedAt, municipalityId, kind, subject, service, language, isDemo, isAuthor },
    status: statusOf(word),
    shown: word.status,
    case: word.status === 'withdrawn' ? undefined : word.case,
    answer: answers.findLast(answer => !answer.isCorrected),
    mayJudge: isAuthor && word.status !== 'withdrawn' && judgeable(word.case),
    text: shown ? (isAuthor ? word.text : word.publishedText) : undefined,
    publishedText: shown && isAuthor && word.moderation === 'publishedInPart' ? word.publishedText : undefined,
    village: shown && (isAuthor || word.villageId) ? word.village : undefined,
    address: shown && isAuthor ? word.address : undefined,
    ratings: shown ? word.ratings : {},
    // Who cannot see the words is not told how their publication was decided, but by the public steps.
    moderation: isAuthor || published ? word.moderation : 'private',
    history: word.steps
      .filter(step => isAuthor || step.isPublic)
      .map(({ isPublic: _, answerId, note, ...step }) => ({
        ...step,
        note: isAuthor || step.by === 'dpi' || (step.by === 'municipality' && published) ? note : undefined,
        answer: answers.find(answer => answer.id === answerId),
      }))
      .reverse(),
  }
}
