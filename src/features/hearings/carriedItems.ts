import type { Writing } from '#db/store.ts'
import type { App } from '#src/app.ts'
import { touchHearings } from './officeHearing.ts'
import type { Item } from './rules/items.ts'
import { insertItems, selectUncarried, setReference, eraseItemOf } from './store/items.ts'
import { selectHearing } from './store/hearings.ts'

/** For how long an entered item can still be taken out before it becomes a word. */
export const MENDABLE_MS = 30 * 60_000

/** A resident's word about a hearing, as feedback hands it over. */
export interface WordAboutHearing {
  readonly itemId: string
  readonly hearingId: string
  readonly reference: string
  readonly kind: 'question' | 'proposal'
  readonly text: string
  readonly language: 'ky' | 'ru' | 'en'
  readonly village?: string | undefined
  readonly sex?: 'female' | 'male' | undefined
  readonly onPaper: boolean
  readonly at: Date
  readonly isDemo: boolean
}

/**
 * A question or proposal about a hearing that came in as a word: it stands among the hearing's own, once. Nothing where the
 * hearing takes none any more; the word itself stays a word all the same.
 */
export async function addWordAsItem(tx: Writing, word: WordAboutHearing): Promise<void> {
  const hearing = await selectHearing(tx, word.hearingId)
  if (!hearing || !['announced', 'held'].includes(hearing.state)) return
  await insertItems(tx, [
    {
      ...{ id: word.itemId, hearingId: hearing.id, kind: word.kind, text: word.text, village: word.village },
      ...{ sex: word.sex, language: word.language },
      channel: word.onPaper ? 'paper' : word.at < hearing.startsAt ? 'before' : 'onTheSpot',
      ...{ feedbackReference: word.reference, isWord: true, fate: 'open', enteredAt: word.at, isDemo: word.isDemo },
    },
  ])
  await touchHearings(tx, word.at, hearing.municipalityId)
}

/** Erases from a hearing what its author took back; that there was something, and what came of it, stays. */
export async function forgetWord(tx: Writing, reference: string, at: Date): Promise<void> {
  const hearingId = await eraseItemOf(tx, reference)
  const hearing = hearingId === undefined ? undefined : await selectHearing(tx, hearingId)
  if (hearing) await touchHearings(tx, at, hearing.municipalityId)
}

/** An item the office entered, to become a word that DPI receives. */
export interface UncarriedItem {
  readonly item: Item
  readonly municipalityId: string
  readonly enteredAt: Date
}

/** Entered items that are no words yet and can no longer be taken out, after a cursor (an item's id), in order. */
export const readItemsSince = (app: App, after: string, limit = 200): Promise<UncarriedItem[]> =>
  selectUncarried(app.store.read, after, new Date(app.now().getTime() - MENDABLE_MS), limit)

/** Marks an item as the word with this reference, in the transaction that stores the word; false where it is one already. */
export const markCarried = (tx: Writing, itemId: string, reference: string): Promise<boolean> =>
  setReference(tx, itemId, reference)
