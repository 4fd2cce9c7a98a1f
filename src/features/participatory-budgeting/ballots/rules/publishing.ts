/** Pots or villages that are shown as one. */
export interface PublishedGroup {
  /** In the order given; more than one where they were merged. */
  readonly ids: readonly string[]
  readonly ballots: number
}

/**
 * How parts with few ballots are published: those under `least` go together, and where they still do not reach it, or one would
 * be left whose number follows by subtracting the others from the whole, the smallest of the large ones joins them. A part
 * without any ballot hides nobody, so it never counts as company. `undefined` where even the whole is under `least`: then nothing
 * about single parts is published. The same for pots, villages and anything else that adds up to a published whole.
 */
export function mergeSmall(
  parts: readonly { readonly id: string; readonly ballots: number }[],
  least: number,
): PublishedGroup[] | undefined {
  const whole = parts.reduce((sum, one) => sum + one.ballots, 0)
  if (whole < least) return undefined
  const small = new Set(parts.filter(one => one.ballots < least).map(one => one.id))
  if (small.size === 0) return parts.map(one => ({ ids: [one.id], ballots: one.ballots }))
  const sumOf = (ids: ReadonlySet<string>): number => parts.reduce((sum, one) => sum + (ids.has(one.id) ? one.ballots : 0), 0)
  const large = parts.filter(one => !small.has(one.id)).sort((a, b) => a.ballots - b.ballots || (a.id < b.id ? -1 : 1))
  // Reaching `least` needs at least two small parts with ballots, so no single one can be got by subtraction then.
  for (const next of large) {
    if (sumOf(small) >= least) break
    small.add(next.id)
  }
  const merged: PublishedGroup = { ids: parts.filter(one => small.has(one.id)).map(one => one.id), ballots: sumOf(small) }
  const alone = parts.filter(one => !small.has(one.id)).map(one => ({ ids: [one.id], ballots: one.ballots }))
  return [...alone, merged]
}

/**
 * Pots whose ballots may be published each for itself; those of the others are withheld, since projects name their pot. Never is
 * a single one withheld that follows from the whole.
 */
export function publishablePots(
  pots: readonly { readonly id: string; readonly ballots: number }[],
  least: number,
): { readonly published: readonly string[]; readonly withheld: readonly string[] } {
  const groups = mergeSmall(pots, least)
  if (!groups) return { published: [], withheld: pots.map(one => one.id) }
  return {
    published: groups.filter(one => one.ids.length === 1).flatMap(one => one.ids),
    withheld: groups.filter(one => one.ids.length > 1).flatMap(one => one.ids),
  }
}
