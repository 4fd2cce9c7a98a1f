import { romanised } from '#features/municipalities/rules/romanise.ts'
import { slugOf } from '#features/municipalities/rules/slug.ts'

const LONGEST = 60

/** Addresses to try for a report, the plainest first: its Kyrgyz title in Latin letters, then with a number. */
export function* slugsFor(title: string): Generator<string, never> {
  const own = cut(slugOf(romanised(title))) || 'report'
  yield own
  for (let n = 2; ; n += 1) yield `${own}-${n}`
}

/** Cut between words; what follows a slug is never part of another's name. */
function cut(slug: string): string {
  if (slug.length <= LONGEST) return slug
  const end = slug.lastIndexOf('-', LONGEST)
  return slug.slice(0, end > LONGEST / 2 ? end : LONGEST).replace(/-+$/, '')
}
