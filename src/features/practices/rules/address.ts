import { romanised } from '#features/municipalities/rules/romanise.ts'
import { slugOf } from '#features/municipalities/rules/slug.ts'

const LONGEST = 60

/** Addresses to try for a practice, from its title: "Көчө жарыгы" → `kocho-jarygy`, then with a number. */
export function* practiceSlugs(title: string): Generator<string, never> {
  const words = slugOf(romanised(title)).split('-')
  let own = words.shift() ?? ''
  for (const word of words) {
    if (own.length + word.length + 1 > LONGEST) break
    own += `-${word}`
  }
  own = own.slice(0, LONGEST) || 'practice'
  yield own
  for (let n = 2; ; n += 1) yield `${own}-${n}`
}
