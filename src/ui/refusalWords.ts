import type { Lang } from '#platform/i18n/languages.ts'
import type { Refusal } from '#platform/result.ts'
import { words } from './words.ts'

interface RoomWords {
  readonly has: (key: string) => boolean
  readonly refusal: (refusal: Refusal) => string
}

/** Puts any refusal into words: the room's own, else those that every room shares. */
export const refusalWords =
  (lang: Lang, room: RoomWords) =>
  (refusal: Refusal): string =>
    room.has(refusal.code) ? room.refusal(refusal) : words(lang).refusal(refusal)
