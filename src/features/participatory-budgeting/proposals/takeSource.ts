import { readInboxItem } from '#features/feedback/readInboxItem.ts'
import { readPublishedFeedback } from '#features/feedback/readPublishedFeedback.ts'
import { isPublished } from '#features/feedback/rules/inbox.ts'
import { readHearingParts, readOfficeHearing } from '#features/hearings/readHearing.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'

/** What an office takes over: a resident's word, or an item of a hearing. */
export type TakenFrom = { readonly word: string } | { readonly hearing: string; readonly item: string }

export interface Source {
  readonly origin: 'feedback' | 'hearing'
  /** Stays the same whether it is taken as a word or as the item it stands as. */
  readonly reference: string
  /** The word whose author is told. */
  readonly word: string | undefined
  /** As everybody may read it; undefined where that is not so. */
  readonly text: string | undefined
  readonly language: Lang
  readonly village: string | undefined
  readonly isDemo: boolean
}

/** Finds what is taken over; refuses what this office may not read, what is unknown, and what is no proposal. */
export async function readTakeSource(app: App, viewer: Viewer, place: Municipality, from: TakenFrom): Promise<Result<Source>> {
  if ('word' in from) {
    const found = await readInboxItem(app, viewer, place, from.word)
    if (!found.ok) return found
    const { kind, reference, language, village, isDemo, moderation, publishedText } = found.value
    if (kind !== 'proposal') return err('proposal.takeKind')
    const text = isPublished(moderation) ? publishedText : undefined
    return ok({ origin: 'feedback', reference, word: reference, text, language, village, isDemo })
  }
  const found = await readOfficeHearing(app, viewer, place.id, from.hearing)
  if (!found.ok) return found
  const { hearing } = found.value
  const { items } = await readHearingParts(app, hearing.id)
  const item = items.find(one => one.id === from.item)
  if (item?.kind !== 'proposal') return err('proposal.takeKind')
  const { feedbackReference: word, language, village, isDemo } = item
  const published = item.isWord
    ? await readPublishedFeedback(app, { subject: { type: 'hearing', id: hearing.id }, limit: 500 })
    : []
  const text = item.isWord ? published.find(one => one.reference === word)?.text : item.text
  return ok({ origin: 'hearing', reference: word ?? item.id, word, text, language, village, isDemo })
}
