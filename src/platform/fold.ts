/** Letters of Latin words as Kyrgyz and Russian names are romanised, longest first. */
const LATIN: readonly (readonly [string, string])[] = [
  ['shch', 'щ'], ['dzh', 'ж'], ['dj', 'ж'], ['kh', 'х'], ['zh', 'ж'], ['ch', 'ч'], ['sh', 'ш'], ['ts', 'ц'], ['gh', 'г'], ['ye', 'е'],
  ['ph', 'ф'], ['ck', 'к'], ['a', 'а'], ['b', 'б'], ['c', 'к'], ['d', 'д'], ['e', 'е'], ['f', 'ф'], ['g', 'г'], ['h', 'х'], ['i', 'и'],
  ['j', 'ж'], ['k', 'к'], ['l', 'л'], ['m', 'м'], ['n', 'н'], ['o', 'о'], ['p', 'п'], ['q', 'к'], ['r', 'р'], ['s', 'с'], ['t', 'т'],
  ['u', 'у'], ['v', 'в'], ['w', 'в'], ['x', 'х'], ['y', 'и'], ['z', 'з'],
] // prettier-ignore
const LATIN_PATTERN = new RegExp(LATIN.map(([latin]) => latin).join('|'), 'g')
const LATIN_LETTERS = new Map(LATIN)

/** Latin letters that look like Cyrillic ones: in a word that has both, they are a slip of the keyboard, not a spelling. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  a: 'а', b: 'в', c: 'с', e: 'е', h: 'н', i: 'и', k: 'к', m: 'м', n: 'п', o: 'о', p: 'р', t: 'т', u: 'и', x: 'х', y: 'у',
} // prettier-ignore

/**
 * Letters that people, old fonts and official pages write for one another. Kyrgyz ң ө ү have no decomposition in Unicode
 * and differ from н о у at base strength, so search folds them itself (seen in real pages: ӊ, ѳ and Greek γ; Kazakh and
 * Uzbek keyboards give қ ғ ұ ў).
 */
const LETTERS: Readonly<Record<string, string>> = {
  ң: 'н', ӊ: 'н', ҥ: 'н', ө: 'о', ѳ: 'о', θ: 'о', ɵ: 'о', ο: 'о', ү: 'у', γ: 'у', ұ: 'у', ў: 'у', ё: 'е', э: 'е', є: 'е', й: 'и', ы: 'и',
  і: 'и', ъ: '', ь: '', я: 'иа', ю: 'иу', җ: 'ж', қ: 'к', ғ: 'г', ҳ: 'х', һ: 'х', ә: 'а', α: 'а', щ: 'ш',
} // prettier-ignore

const TURKISH: Readonly<Record<string, string>> = { ş: 'sh', ç: 'ch', ğ: 'g', ı: 'i', ñ: 'n', ŋ: 'n' }

/**
 * Text as search compares it: lower case, Kyrgyz letters folded onto Russian ones, Latin spellings onto Cyrillic, doubled
 * letters onto one, dashes and punctuation onto one space. It says nothing about how a word is written properly.
 * `foldForSearch('Мырза-Аке') === foldForSearch('myrza ake')`; folding twice changes nothing more.
 */
export const foldForSearch = (text: string): string => folded(text, word => oneOfEach(oneOfEach(word).replaceAll('дж', 'ж')))

/**
 * The same for running text, where a doubled letter counts: "zzz" is not in every word with a з. Empty where the text has
 * neither letters nor digits, which then stand in no text.
 */
export const foldText = (text: string): string => folded(text, word => word.replaceAll('дж', 'ж'))

function folded(text: string, finish: (word: string) => string): string {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[şçğıñŋ]/g, letter => TURKISH[letter] ?? letter)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
  return plain
    .split(/[^\p{L}\p{N}]+/u)
    .map(word => finish(foldLetters(word)))
    .filter(word => word !== '')
    .join(' ')
}

function foldLetters(word: string): string {
  let cyrillic = word
  if (/[a-z]/.test(word))
    cyrillic = /\p{Script=Cyrillic}/u.test(word)
      ? word.replace(/[a-z]/g, letter => LOOKALIKES[letter] ?? LATIN_LETTERS.get(letter) ?? letter)
      : word.replace(LATIN_PATTERN, letters => LATIN_LETTERS.get(letters) ?? letters)
  return [...cyrillic].map(letter => LETTERS[letter] ?? letter).join('')
}

const oneOfEach = (word: string): string => word.replace(/(\p{L})\1+/gu, '$1')

/**
 * What stands for what in texts typed with fonts from before Unicode ("Кещеш", "Кеёеш" for Кеңеш; "ж=нънд=", "жън\ндъ" for
 * жөнүндө), and in romanised words ("Tengiri" for Теңири). Each may as well be meant as written, so every reading is tried.
 */
const READINGS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/щ/u, ['щ', 'н']],
  [/ё/u, ['ё', 'н']],
  [/ъ/u, ['', 'у', 'о']],
  [/=/u, [' ', 'о', 'у']],
  [/\\/u, [' ', 'у', 'о']],
  [/ng(?=[aeiouyöü]|\b)/u, ['ng', 'n']],
]
const MOST_READINGS = 64

/**
 * The ways a query may be meant, folded; the first is the query as it is written. Readings that leave letters alone come
 * before those that change many, and there are never more than 64.
 */
export function readingsForSearch(text: string): readonly string[] {
  let texts = [text.normalize('NFC').toLowerCase()]
  for (const [sign, meanings] of READINGS)
    for (let more = true; more;) {
      more = false
      texts = texts
        .flatMap(one => {
          const at = one.search(sign)
          if (at < 0) return [one]
          const found = sign.exec(one.slice(at))?.[0] ?? ''
          // A mark keeps what was settled from being found again.
          return meanings.map(meaning => `${one.slice(0, at)}${mark(meaning)}${one.slice(at + found.length)}`)
        })
        .slice(0, MOST_READINGS)
      more = texts.some(one => sign.test(one))
    }
  return [...new Set([foldForSearch(text), ...texts.map(one => foldForSearch(unmark(one)))])].slice(0, MOST_READINGS)
}

// Settled signs are kept in the private use area, so that no pattern sees them.
const MARKS: readonly (readonly [string, string])[] = [['щ', '\uE001'], ['ё', '\uE002'], ['ng', '\uE003']] // prettier-ignore
const mark = (meaning: string): string => MARKS.find(([sign]) => sign === meaning)?.[1] ?? meaning
const unmark = (text: string): string => MARKS.reduce((out, [sign, stand]) => out.replaceAll(stand, sign), text)
