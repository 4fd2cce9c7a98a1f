/**
 * Letters that people, old fonts and official pages write for one another. Kyrgyz ң ө ү have no decomposition in Unicode
 * and differ from н о у at base strength, so search folds them itself (seen in real pages: ӊ, ѳ and Greek γ).
 */
const LETTERS: Record<string, string> = {
  ң: 'н', ӊ: 'н', ө: 'о', ѳ: 'о', ү: 'у', γ: 'у', ё: 'е', й: 'и', ъ: '', ь: '', э: 'е', ы: 'и', җ: 'ж', қ: 'к', ғ: 'г', ҳ: 'х',
} // prettier-ignore

/** Latin letters as Kyrgyz and Russian names are romanised, longest first. */
const LATIN: [RegExp, string][] = [
  [/shch/g, 'щ'], [/kh/g, 'х'], [/zh/g, 'ж'], [/ch/g, 'ч'], [/sh/g, 'ш'], [/ts/g, 'ц'], [/yu/g, 'ю'], [/ya/g, 'я'], [/yo/g, 'е'],
  [/a/g, 'а'], [/b/g, 'б'], [/v/g, 'в'], [/w/g, 'в'], [/g/g, 'г'], [/d/g, 'д'], [/e/g, 'е'], [/j/g, 'ж'], [/z/g, 'з'], [/i/g, 'и'],
  [/y/g, 'и'], [/k/g, 'к'], [/q/g, 'к'], [/l/g, 'л'], [/m/g, 'м'], [/n/g, 'н'], [/o/g, 'о'], [/p/g, 'п'], [/r/g, 'р'], [/s/g, 'с'],
  [/t/g, 'т'], [/u/g, 'у'], [/f/g, 'ф'], [/h/g, 'х'], [/c/g, 'к'], [/x/g, 'х'],
] // prettier-ignore

/**
 * Text as search compares it: lower case, Kyrgyz letters folded onto Russian ones, Latin spelling onto Cyrillic, dashes and
 * punctuation to one space. `foldForSearch('Мырза-Аке') === foldForSearch('myrza ake')`.
 */
export function foldForSearch(text: string): string {
  let folded = text.normalize('NFC').toLowerCase()
  folded = folded
    .replace(/[äáàâ]/g, 'a')
    .replace(/[öóòô]/g, 'o')
    .replace(/[üúùû]/g, 'u')
    .replace(/[ıíì]/g, 'i')
    .replace(/[éèê]/g, 'e')
  if (/[a-z]/.test(folded)) for (const [latin, cyrillic] of LATIN) folded = folded.replace(latin, cyrillic)
  folded = [...folded].map(letter => LETTERS[letter] ?? letter).join('')
  return folded.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
}
