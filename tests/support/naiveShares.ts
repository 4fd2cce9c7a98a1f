import {
  compare,
  type Exact,
  exact,
  minus,
  over,
  plus,
  times,
  ZERO,
} from '#features/participatory-budgeting/tally/rules/exact.ts'
import type { Profile } from '#features/participatory-budgeting/tally/rules/profile.ts'
import { breakTie } from '#features/participatory-budgeting/tally/rules/ties.ts'

/**
 * Equal shares word for word from its definition, voter by voter, in fractions: slow, and nothing in it can be overlooked.
 * What the fast one must agree with.
 */
export function naiveShares(
  profile: Profile,
  lot: readonly number[],
  endowment: Exact,
  utility: 'cost' | 'cardinality',
): number[] {
  const voters = profile.ballots.flatMap(ballot => Array.from({ length: ballot.count }, () => ballot))
  const money = voters.map(() => endowment)
  const cost = (at: number) => profile.projects[at]?.cost ?? 0n
  const winners: number[] = []
  for (let round = 1; ; round += 1) {
    let least: Exact | undefined
    let tied: { at: number; pays: Map<number, Exact> }[] = []
    for (const at of profile.projects.keys()) {
      if (cost(at) <= 0n || winners.includes(at)) continue
      const who = voters.flatMap((ballot, voter) => {
        const place = ballot.projects.indexOf(at)
        return place < 0 ? [] : [{ voter, weight: BigInt(ballot.weights[place] ?? 0), has: money[voter] ?? ZERO }]
      })
      if (
        compare(
          who.reduce((sum, one) => plus(sum, one.has), ZERO),
          exact(cost(at)),
        ) < 0 ||
        who.length === 0
      )
        continue
      who.sort((a, b) => compare(over(a.has, a.weight), over(b.has, b.weight)))
      let rest = exact(cost(at))
      let weight = who.reduce((sum, one) => sum + one.weight, 0n)
      let price: Exact | undefined
      for (const one of who) {
        const part = over(rest, weight)
        if (compare(one.has, times(part, one.weight)) >= 0) {
          price = part
          break
        }
        rest = minus(rest, one.has)
        weight -= one.weight
      }
      if (!price) throw new Error('money enough, but no price')
      const found = price
      const rho = utility === 'cost' ? over(found, cost(at)) : found
      const pays = new Map(
        who.map(one => [one.voter, compare(one.has, times(found, one.weight)) < 0 ? one.has : times(found, one.weight)]),
      )
      const order = least ? compare(rho, least) : -1
      if (order < 0) [least, tied] = [rho, [{ at, pays }]]
      else if (order === 0) tied.push({ at, pays })
    }
    if (tied.length === 0) return winners
    const { chosen } = breakTie(
      profile,
      lot,
      tied.map(one => one.at),
      round,
    )
    for (const [voter, paid] of tied.find(one => one.at === chosen)?.pays ?? []) money[voter] = minus(money[voter] ?? ZERO, paid)
    winners.push(chosen)
  }
}
