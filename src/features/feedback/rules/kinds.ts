/** What a word to the council is; residents choose one. */
export const KINDS = ['comment', 'question', 'proposal', 'complaint', 'thanks', 'rating'] as const
export type Kind = (typeof KINDS)[number]

/** What a word may be about; a `proposal` is one of a cycle of participatory budgeting, whose room stands above this one. */
export const SUBJECT_TYPES = [
  'budget',
  'budgetLine',
  'service',
  'report',
  'hearing',
  'proposal',
  'delegatedPower',
  'general',
] as const
export type SubjectType = (typeof SUBJECT_TYPES)[number]

export const CHANNELS = ['web', 'api', 'paper', 'hearing', 'open311'] as const
export type Channel = (typeof CHANNELS)[number]

/**
 * What was decided about showing the words: `waiting` for a person, `published` whole or in part, `refused`, `private`
 * where there is nothing to publish: the author does not want it, or sent ratings only; `withdrawn` by its author.
 */
export type Moderation = 'waiting' | 'published' | 'publishedInPart' | 'refused' | 'private' | 'withdrawn'

/** Where a word stands, as its author and everybody sees it. */
export const STATUSES = [
  ...(['received', 'published', 'publishedInPart', 'notPublished', 'withdrawn'] as const),
  ...(['answered', 'promised', 'done', 'reopened', 'passedOn', 'merged', 'takenOver'] as const),
] as const
export type Status = (typeof STATUSES)[number]

/** Age bands of respondents, as DPI's surveys group them. */
export const AGE_BANDS = ['under18', '18-24', '25-34', '35-44', '45-59', '60plus'] as const
export type AgeBand = (typeof AGE_BANDS)[number]
export const SEXES = ['female', 'male'] as const
export type Sex = (typeof SEXES)[number]

/** The longest words one may send, in characters. */
export const MOST_TEXT = 4_000
