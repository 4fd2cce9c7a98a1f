import type { ItemChannel, ItemFate, ItemKind } from '#db/schema/hearings.ts'

export type { ItemChannel, ItemFate, ItemKind }
export const ITEM_KINDS = ['proposal', 'question'] as const satisfies readonly ItemKind[]
/** What the office enters itself; `before` comes through the portal. */
export const ENTERED_CHANNELS = ['onTheSpot', 'paper'] as const satisfies readonly ItemChannel[]
export const ITEM_SEXES = ['female', 'male'] as const

/** A question or proposal as its room knows it. */
export interface Item {
  readonly id: string
  readonly hearingId: string
  readonly kind: ItemKind
  readonly channel: ItemChannel
  /** Undefined once its author took the word back. */
  readonly text: string | undefined
  readonly language: 'ky' | 'ru' | 'en'
  readonly village: string | undefined
  readonly sex: 'female' | 'male' | undefined
  readonly feedbackReference: string | undefined
  /** Came in as a resident's word; its text is public only as far as the word is published. */
  readonly isWord: boolean
  readonly answer: string | undefined
  readonly fate: ItemFate
  readonly budgetLineId: string | undefined
  readonly takenInto: string | undefined
  readonly reason: string | undefined
  readonly version: number
  readonly isDemo: boolean
}

/** Whether an entry says the same as one that is there, of the same village: most likely the same slip of paper again. */
export const sameItem = (
  one: Pick<Item, 'kind' | 'text' | 'village' | 'isWord'>,
  other: { readonly kind: ItemKind; readonly text: string; readonly village?: string | undefined },
): boolean => {
  const plain = (text: string | undefined) =>
    (text ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  return (
    !one.isWord && one.kind === other.kind && plain(one.text) === plain(other.text) && plain(one.village) === plain(other.village)
  )
}

/** What came of an item, as somebody decided. */
export type Decision =
  | { readonly fate: 'open' }
  | { readonly fate: 'answered'; readonly answer: string }
  | {
      readonly fate: 'taken'
      readonly budgetLineId?: string | undefined
      readonly takenInto: string
      readonly answer?: string | undefined
    }
  | { readonly fate: 'notTaken'; readonly reason: string; readonly answer?: string | undefined }

/** A question is answered; a proposal is taken or not taken, with where or why. */
export const fatesOf = (kind: ItemKind): readonly ItemFate[] =>
  kind === 'question' ? ['open', 'answered'] : ['open', 'taken', 'notTaken']

/** A decision as it is stored: what belongs to another fate is emptied. */
export function storedDecision(decision: Decision): {
  fate: ItemFate
  answer: string | null
  budgetLineId: string | null
  takenInto: string | null
  reason: string | null
} {
  const nothing = { answer: null, budgetLineId: null, takenInto: null, reason: null }
  switch (decision.fate) {
    case 'open':
      return { ...nothing, fate: 'open' }
    case 'answered':
      return { ...nothing, fate: 'answered', answer: decision.answer }
    case 'taken':
      return {
        ...nothing,
        fate: 'taken',
        budgetLineId: decision.budgetLineId ?? null,
        takenInto: decision.takenInto,
        answer: decision.answer ?? null,
      }
    case 'notTaken':
      return { ...nothing, fate: 'notTaken', reason: decision.reason, answer: decision.answer ?? null }
  }
}

export interface ItemCounts {
  readonly proposals: number
  readonly questions: number
  readonly taken: number
  readonly notTaken: number
  readonly undecided: number
  readonly answered: number
}

/** Counts of a hearing's items; those taken back are counted as made. */
export function countItems(items: readonly Pick<Item, 'kind' | 'fate'>[]): ItemCounts {
  const number = (kind: ItemKind, fate?: ItemFate) =>
    items.filter(item => item.kind === kind && (fate === undefined || item.fate === fate)).length
  return {
    proposals: number('proposal'),
    questions: number('question'),
    taken: number('proposal', 'taken'),
    notTaken: number('proposal', 'notTaken'),
    undecided: number('proposal', 'open'),
    answered: number('question', 'answered'),
  }
}

/** The village everybody may read: what a resident typed has passed no moderation, and in a small one tells who it was. */
export const publicVillage = (item: Pick<Item, 'isWord' | 'village'>): string | undefined =>
  item.isWord ? undefined : item.village

/** The text everybody may read: the office's own entries as entered, residents' words only as they were published. */
export const publicText = (
  item: Pick<Item, 'isWord' | 'text' | 'feedbackReference'>,
  published: ReadonlyMap<string, string>,
): string | undefined => (item.isWord ? published.get(item.feedbackReference ?? '') : item.text)
