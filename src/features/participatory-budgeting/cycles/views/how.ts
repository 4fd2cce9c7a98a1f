import { formatInstantDate, formatMoney, formatNumber } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import type { Tyiyn } from '#platform/money.ts'
import { words } from '../../words.ts'
import { type Cycle, inLanguage } from '../rules/cycle.ts'
import type { CycleRules } from '../rules/cycleRules.ts'
import { phaseOf, type PhaseKind } from '../rules/phases.ts'
import { votesOnline } from '../rules/publishable.ts'
import { lastMoment } from '../rules/standing.ts'

/** A question of the page "how it works", answered from the rules of this cycle and from nothing else. */
export interface Answered {
  readonly id: string
  readonly question: string
  readonly answers: readonly string[]
}

const CHANNELS = ['code', 'eid', 'paper'] as const

/** How this cycle works, in plain words, in the order a resident lives through it. */
export function howItWorks(lang: Lang, cycle: Cycle): Answered[] {
  const t = words(lang)
  const { propose, support, vote, ballot, count, publish } = cycle.rules
  const during = (kind: PhaseKind): string[] => {
    const phase = phaseOf(cycle.phases, kind)
    const days = phase && [phase.startsAt, lastMoment(phase.endsAt)].map(at => formatInstantDate(lang, at)).join(' – ')
    return days ? [`${t(`phase.${kind}`)}: ${days}`] : []
  }
  const number = (value: number) => formatNumber(lang, value)
  const all: (Answered | undefined)[] = [
    {
      ...{ id: 'propose', question: t('cycle.how.propose') },
      answers: [
        t(`cycle.how.propose.${propose.who}`),
        ...(propose.maxCost === undefined
          ? []
          : [t('cycle.how.maxCost', { amount: formatMoney(lang, propose.maxCost as Tyiyn) })]),
        t('cycle.how.review'),
        ...during('proposing'),
      ],
    },
    support.needed === 0
      ? undefined
      : {
          ...{ id: 'support', question: t('cycle.how.support') },
          answers: [
            t('cycle.how.support.needed', { needed: number(support.needed), most: number(support.mostEach) }),
            ...during('supporting'),
          ],
        },
    {
      ...{ id: 'vote', question: t('cycle.how.vote') },
      answers: [
        t('cycle.how.vote.who', { age: vote.minAge, place: cycle.areas.map(one => inLanguage(one.names, lang)).join(', ') }),
        ...(cycle.areas.length > 1 ? [t('cycle.how.vote.area')] : []),
        ...CHANNELS.filter(one => vote.channels[one]).map(one =>
          t(`cycle.how.channel.${one === 'paper' && !votesOnline(cycle.rules) ? 'paperOnly' : one}`),
        ),
        t('cycle.how.vote.once'),
        t(vote.mayChange ? 'cycle.how.mayChange' : 'cycle.how.mayNotChange'),
        ...during('voting'),
      ],
    },
    {
      id: 'ballot',
      question: t('cycle.how.ballot'),
      answers: [ballotSentence(lang, ballot), t('cycle.how.blank'), t('cycle.how.shuffled')],
    },
    { id: 'count', question: t('cycle.how.count'), answers: countSentences(lang, count) },
    {
      ...{ id: 'tie', question: t('cycle.how.tie') },
      answers: [t(`cycle.how.tie.${count.tieOrder ?? 'costFirst'}`), `${t('cycle.field.seedSource')}: ${count.seedSource}`],
    },
    {
      id: 'secret',
      question: t('cycle.how.secret'),
      answers: [t('cycle.how.secret.1'), t('cycle.how.secret.2'), t('cycle.how.secret.3')],
    },
    {
      ...{ id: 'after', question: t('cycle.how.after') },
      answers: [
        t('cycle.how.after.signed', { count: publish.signatures }),
        t('cycle.how.after.objection', { count: publish.objectionDays }),
        t('cycle.how.after.frozen'),
        ...during('implementation'),
      ],
    },
  ]
  return all.filter(one => one !== undefined)
}

/** What a ballot is, in one sentence. */
export function ballotSentence(lang: Lang, ballot: CycleRules['ballot']): string {
  const t = words(lang)
  switch (ballot.type) {
    case 'approval':
      return ballot.min > 0
        ? t('cycle.how.approvalBetween', { min: ballot.min, max: ballot.max })
        : t('cycle.how.approval', { max: ballot.max })
    case 'knapsack':
      return t('cycle.how.knapsack')
    case 'points':
      return t('cycle.how.points', { total: ballot.total, most: ballot.most })
    case 'ranking':
      return t('cycle.how.ranking', { most: ballot.most })
  }
}

/** How ballots become winners, in plain sentences. */
export function countSentences(lang: Lang, count: CycleRules['count']): string[] {
  const t = words(lang)
  const shares = count.rule === 'equal-shares'
  return [
    t(`cycle.how.count.${count.rule}`),
    ...(shares
      ? [t(`cycle.how.utility.${count.utility ?? 'cost'}`), t(`cycle.how.completion.${count.completion ?? 'none'}`)]
      : []),
    ...(count.threshold ? [t('cycle.how.threshold', { count: count.threshold })] : []),
    t('cycle.how.recount'),
  ]
}
