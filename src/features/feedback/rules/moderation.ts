import { err, ok, type Result } from '#platform/result.ts'
import type { Moderation, Status } from './kinds.ts'
import { maskText } from './masking.ts'

/** Why words are not shown, or not whole. `other` needs words of its own. */
export const REASONS = ['personalData', 'insult', 'notLocal', 'duplicate', 'other'] as const
export type Reason = (typeof REASONS)[number]
export const DECISIONS = ['publish', 'publishInPart', 'refuse', 'reopen'] as const
export type Decision = (typeof DECISIONS)[number]

export interface Proposed {
  readonly decision: Decision
  /** What the editor left of the words, for `publishInPart`. */
  readonly publishedText?: string | undefined
  readonly reason?: Reason | undefined
  /** The reason in the moderator's own words; its author reads it. */
  readonly note?: string | undefined
}

/** What a decision makes of a word. */
export interface Decided {
  readonly moderation: Moderation
  readonly status: Status
  readonly publishedText: string | null
  readonly reason: Reason | null
  readonly note: string | null
}

/**
 * What a decision makes of a word; every one can be taken again. Refuses where nothing may be shown (the author did not
 * allow it, took the words back, or sent none), where a reason is missing, and a part that is more than a part.
 */
export function decide(
  word: { readonly text: string | null; readonly moderation: Moderation; readonly status: string },
  proposed: Proposed,
): Result<Decided> {
  const { decision, reason, note } = proposed
  if (word.moderation === 'private' || word.text === null || word.status === 'withdrawn') return err('moderation.private')
  if (decision === 'publish')
    return ok({ moderation: 'published', status: 'published', publishedText: word.text, reason: null, note: null })
  if (decision === 'reopen') {
    if (word.moderation === 'waiting') return err('moderation.waitsAlready')
    return ok({ moderation: 'waiting', status: 'received', publishedText: null, reason: null, note: note ?? null })
  }
  if (!reason) return err('moderation.reasonRequired', { path: 'reason' })
  if (reason === 'other' && !note) return err('moderation.noteRequired', { path: 'note' })
  if (decision === 'refuse')
    return ok({ moderation: 'refused', status: 'notPublished', publishedText: null, reason, note: note ?? null })
  const masked = maskText(word.text, proposed.publishedText ?? '')
  if (!masked.ok) return masked
  const publishedText = masked.value.published
  return ok({ moderation: 'publishedInPart', status: 'publishedInPart', publishedText, reason, note: note ?? null })
}
