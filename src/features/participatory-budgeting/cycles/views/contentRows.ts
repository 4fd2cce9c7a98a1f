import { dateInBishkek, startOfDate } from '#platform/dates.ts'
import { formatInstant, formatInstantDate, formatMoney, formatNumber } from '#platform/i18n/format.ts'
import { LANGUAGES, type Lang } from '#platform/i18n/languages.ts'
import type { Tyiyn } from '#platform/money.ts'
import { words } from '../../words.ts'
import { inLanguage } from '../rules/cycle.ts'
import type { CycleRules } from '../rules/cycleRules.ts'
import type { FrozenContent } from '../rules/frozen.ts'
import { lastMoment } from '../rules/standing.ts'
import { ballotSentence } from './how.ts'

/** One thing that is frozen, in words; `key` names it in both of two contents that are compared. */
export interface ContentRow {
  readonly key: string
  readonly group: 'cycle' | 'areas' | 'phases' | 'rules' | 'projects'
  readonly label: string
  readonly value: string
}

type PlaceName = (id: string) => string

/** Everything that is frozen, row by row: nothing can change without one of these changing. */
export function contentRows(lang: Lang, content: FrozenContent, placeName: PlaceName): ContentRow[] {
  const t = words(lang)
  const money = (amount: number) => formatMoney(lang, amount as Tyiyn)
  // Whole days as people say them, the last one included; an hour only where there is one.
  const wholeDay = (at: Date) => startOfDate(dateInBishkek(at)).getTime() === at.getTime()
  const begin = (text: string) => {
    const at = new Date(text)
    return wholeDay(at) ? formatInstantDate(lang, at) : formatInstant(lang, at)
  }
  const end = (text: string) => {
    const at = new Date(text)
    return wholeDay(at) ? formatInstantDate(lang, lastMoment(at)) : formatInstant(lang, at)
  }
  return [
    ...LANGUAGES.flatMap(of => content.titles[of] ? [{ key: `title.${of}`, group: 'cycle' as const, label: `${t('cycle.field.title')} (${t(`cycle.language.${of}`)})`, value: content.titles[of] ?? '' }] : []), // prettier-ignore
    { key: 'places', group: 'cycle', label: t('cycle.forWhom'), value: content.municipalities.map(placeName).join(', ') },
    ...content.areas.map(area => ({
      ...{ key: `area.${area.id}`, group: 'areas' as const, label: inLanguage(area.names, lang) },
      value: `${money(area.pot)} · ${t('cycle.entitledCount', { count: formatNumber(lang, area.entitled) })}`,
    })),
    ...content.phases.map(phase => ({
      ...{ key: `phase.${phase.kind}`, group: 'phases' as const, label: t(`phase.${phase.kind}`) },
      value: [
        `${begin(phase.startsAt)} – ${end(phase.endsAt)}`,
        phase.onlineEndsAt && `${t('cycle.onlineUntil')}: ${end(phase.onlineEndsAt)}`,
      ]
        .filter(Boolean)
        .join('; '),
    })),
    ...ruleRows(lang, content.rules),
    ...content.projects.map(project => ({
      ...{ key: `project.${project.id}`, group: 'projects' as const, label: inLanguage(project.titles, lang) },
      value: [money(project.price), areaName(lang, content, project.area)].filter(Boolean).join(' · '),
    })),
    ...(content.boxKey === undefined ? [] : [{ key: 'boxKey', group: 'cycle' as const, label: t('cycle.boxKey'), value: content.boxKey }]), // prettier-ignore
  ]
}

const areaName = (lang: Lang, content: FrozenContent, id: string | undefined): string | undefined => {
  const area = content.areas.length > 1 ? content.areas.find(one => one.id === id) : undefined
  return area && inLanguage(area.names, lang)
}

/** The rules row by row, as they are shown before the freeze as well. */
export function ruleRows(lang: Lang, rules: CycleRules): ContentRow[] {
  const t = words(lang)
  const { propose, support, vote, ballot, count, publish } = rules
  const yesNo = (on: boolean) => t(on ? 'cycle.yes' : 'cycle.no')
  const number = (value: number) => formatNumber(lang, value)
  const row = (name: string, value: string | undefined): ContentRow[] =>
    value === undefined ? [] : [{ key: `rule.${name}`, group: 'rules', label: t.data(`cycle.field.${name}`), value }]
  const channels = (['code', 'eid', 'paper'] as const).filter(one => vote.channels[one])
  return [
    ...row('proposeWho', t(`cycle.who.${propose.who}`)),
    ...row('maxCost', propose.maxCost === undefined ? undefined : formatMoney(lang, propose.maxCost as Tyiyn)),
    ...row('supportNeeded', number(support.needed)),
    ...row('supportMostEach', number(support.mostEach)),
    ...row('minAge', number(vote.minAge)),
    ...row('channels', channels.map(one => t(`cycle.channel.${one}`)).join(', ')),
    ...row('eidKnowsPerson', vote.channels.eid ? yesNo(vote.eidKnowsPerson) : undefined),
    ...row('mayChange', yesNo(vote.mayChange)),
    ...row('ballotType', `${t(`cycle.ballot.${ballot.type}`)}. ${ballotSentence(lang, ballot)}`),
    ...row('countRule', t(`cycle.count.${count.rule}`)),
    ...row('completion', count.completion && t(`cycle.completion.${count.completion}`)),
    ...row('utility', count.utility && t(`cycle.utility.${count.utility}`)),
    ...row('threshold', count.threshold === undefined ? undefined : number(count.threshold)),
    ...row('tieOrder', t(`cycle.tieOrder.${count.tieOrder ?? 'costFirst'}`)),
    ...row('seedSource', count.seedSource),
    ...row('leastEntitled', number(publish.leastEntitled)),
    ...row('leastBallots', number(publish.leastBallots)),
    ...row('leastCell', number(publish.leastCell)),
    ...row('objectionDays', number(publish.objectionDays)),
    ...row('signatures', number(publish.signatures)),
  ]
}

/** What differs between two links of the chain, in words. */
export function differences(
  lang: Lang,
  before: FrozenContent,
  after: FrozenContent,
  placeName: PlaceName,
): { label: string; before: string | undefined; after: string | undefined }[] {
  const [old, now] = [before, after].map(one => new Map(contentRows(lang, one, placeName).map(row => [row.key, row])))
  const keys = new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])
  return [...keys].flatMap(key => {
    const [a, b] = [old?.get(key), now?.get(key)]
    const same = a?.value === b?.value && a?.label === b?.label
    return same ? [] : [{ label: (b ?? a)?.label ?? key, before: a && named(a, b), after: b?.value }]
  })
}

/** An area or project that was renamed shows its old name with its old value. */
const named = (before: ContentRow, after: ContentRow | undefined): string =>
  after && after.label !== before.label ? `${before.label}: ${before.value}` : before.value
