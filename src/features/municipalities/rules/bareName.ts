import { foldForSearch } from '#platform/fold.ts'
import type { UnitKind } from './unit.ts'

const CITIES: readonly UnitKind[] = ['city_republican', 'city_oblast', 'town']

/** Words that say what kind of unit a name is of, as registers and people write them in three languages. */
const KIND_WORDS: readonly (readonly [readonly UnitKind[], string])[] = [
  [['aiyl_aimak'], 'айыл аймагы, айыл аймак, айылдык аймак, айылдык аймагы, айыл өкмөтү, айыл өкмөт, айылдык кеңеш, айылдык кеңеши'],
  [['aiyl_aimak'], 'айыльный аймак, айылный аймак, аильный аймак, айыльного аймака, айылного аймака, айыл окмоту, айыльный кенеш, айылный кенеш'],
  [['aiyl_aimak'], 'aiyl aimak, aiyl aimagy, ayil aimak, ayil aymak, aiyl okmotu, ayil okmotu, rural municipality, аа, а/а, ао, а/о'],
  [CITIES, 'шаары, шаар, шаарынын мэриясы, город, города, г, city, town, city of, shaary'],
  [['raion'], 'району, районунун, район, района, р-н, raion, rayon, district, raionu'],
  [['oblast'], 'облусу, облусунун, облус, область, области, обл, oblast, oblusu, province, region'],
] // prettier-ignore

const PHRASES = KIND_WORDS.flatMap(([kinds, list]) =>
  list.split(', ').map(phrase => ({ kinds, words: foldForSearch(phrase).split(' ') })),
).sort((a, b) => b.words.length - a.words.length)

export interface BareName {
  /** What was left of the words; all of them where nothing else would be. */
  readonly words: readonly string[]
  /** Kinds the name spoke of; empty where it said nothing. */
  readonly kinds: readonly UnitKind[]
}

/** Takes the kind of unit out of a name's words; `folded` are the same words as search compares them. */
function withoutKind(words: readonly string[], folded: readonly string[]): BareName {
  for (const phrase of PHRASES) {
    const length = phrase.words.length
    if (length >= words.length) continue
    // The kind stands first or last in a name; in the middle it belongs to the name itself.
    for (const start of [words.length - length, 0])
      if (phrase.words.every((word, n) => folded[start + n] === word))
        return { words: [...words.slice(0, start), ...words.slice(start + length)], kinds: phrase.kinds }
  }
  return { words, kinds: [] }
}

/** Folded text without its kind of unit: "мирза аке аиил аимаги" → "мирза аке", and that it spoke of an aiyl aimak. */
export function foldedBareName(folded: string): { readonly name: string; readonly kinds: readonly UnitKind[] } {
  const words = folded.split(' ')
  const bare = withoutKind(words, words)
  return { name: bare.words.join(' '), kinds: bare.kinds }
}

/** A name without the kind of unit: "Мырза-Аке айыл аймагы" → "Мырза-Аке", "г. Каракол" → "Каракол". */
export function bareName(name: string): string {
  const words = name.replace(/^(г\.)(?=\S)/iu, '$1 ').split(/\s+/u)
  const bare = withoutKind(words, words.map(foldForSearch)).words
  return (bare[0] === 'им.' ? bare.slice(1) : bare).join(' ')
}
