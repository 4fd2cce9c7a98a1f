import type { Kind, Moderation } from './kinds.ts'

export const INBOX_TABS = ['due', 'mine', 'promised', 'answered', 'passedOn', 'all'] as const
export type InboxTab = (typeof INBOX_TABS)[number]

export interface InboxFilters {
  readonly tab: InboxTab
  readonly kind?: Kind | undefined
  /** Code of the catalogue. */
  readonly code?: string | undefined
  /** A reference, or words of the text. */
  readonly text?: string | undefined
  readonly page: number
}

export const isPublished = (moderation: Moderation): boolean => moderation === 'published' || moderation === 'publishedInPart'

/** An office reads what is sent to it since its authors are told so, and of older words what is published. */
export const officeMayRead = (word: { readonly officeReads: boolean; readonly moderation: Moderation }): boolean =>
  word.moderation !== 'withdrawn' && (word.officeReads || isPublished(word.moderation))
