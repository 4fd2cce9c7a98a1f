import { formatMoney } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import type { Tyiyn } from '#platform/money.ts'
import type { BallotRule } from '../../cycles/rules/cycleRules.ts'
import { words } from '../../words.ts'
import type { Reason, Round, Told } from '../rules/told.ts'

/** In whole som where that loses nothing one would miss: nobody counts tyiyn in a sentence. */
export const spoken = (lang: Lang, amount: number): string =>
  formatMoney(lang, (amount >= 1000 ? Math.round(amount / 100) * 100 : amount) as Tyiyn)

/** Equal shares: what each had at first, and that raising it is only a way of counting. Undefined where another rule counted. */
export function sharesRaised(lang: Lang, pot: number, { share, voters, spent }: Told): string | undefined {
  if (share === undefined || voters === 0) return undefined
  const first = Math.floor(pot / voters)
  const values = { first: spoken(lang, first), last: spoken(lang, share), spent: spoken(lang, spent) }
  // One som, since what is shown is rounded.
  return words(lang)(share > first + 100 ? 'result.share.raised' : 'result.share.plain', values)
}

/** Why a project is funded, in a sentence. */
export function whyFunded(lang: Lang, round: Round, ballot: BallotRule['type']): string {
  const t = words(lang)
  const weighted = ballot === 'points' || ballot === 'ranking'
  const values = { round: round.number, each: spoken(lang, round.each ?? 0), before: spoken(lang, round.before) }
  switch (round.how) {
    case 'shares':
      return weighted
        ? t('result.why.shares.points', values)
        : t(round.alike ? 'result.why.shares.alike' : 'result.why.shares', values)
    case 'filled':
      return t('result.why.filled', values)
    case 'votes':
      return t('result.why.votes', values)
    case 'load':
      return t('result.why.load', values)
  }
}

/** Why it is not: what its supporters had and what was missing, or what was left when its turn came. */
export function whyNot(
  lang: Lang,
  reason: Reason,
  { cost, supporters, share = 0 }: { readonly cost: number; readonly supporters: number; readonly share?: number | undefined },
): string {
  const t = words(lang)
  const price = spoken(lang, cost)
  switch (reason.kind) {
    case 'shares': {
      // Rounded so that both still make up the price.
      const had = Math.floor(reason.had / 100) * 100
      // One som for each, since shares are rounded.
      const spent = reason.had + supporters * 100 < supporters * share && reason.had < cost
      const first = t(spent ? 'result.reason.shares.spent' : 'result.reason.shares', {
        had: spoken(lang, had),
        cost: price,
        missing: spoken(lang, cost - had),
      })
      return reason.left > 0 ? `${first} ${t('result.reason.shares.left', { left: spoken(lang, reason.left) })}` : first
    }
    case 'left':
      return t('result.reason.left', { left: spoken(lang, reason.left), cost: price })
    case 'stopped':
      return t('result.reason.stopped', { left: spoken(lang, reason.left) })
    case 'load':
      return reason.here
        ? t('result.reason.load.here', { left: spoken(lang, reason.left), cost: price })
        : t('result.reason.load', { load: spoken(lang, reason.load), left: spoken(lang, reason.left) })
    case 'threshold':
      return t('result.reason.threshold')
    case 'noSupport':
      return t('result.reason.noSupport')
  }
}
