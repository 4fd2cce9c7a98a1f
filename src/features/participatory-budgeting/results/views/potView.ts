import type { Lang } from '#platform/i18n/languages.ts'
import { inLanguage } from '../../cycles/rules/cycle.ts'
import type { FrozenContent } from '../../cycles/rules/frozen.ts'
import { words } from '../../words.ts'
import type { Pot } from '../readResult.ts'
import type { Told } from '../rules/told.ts'
import { spoken, whyFunded, whyNot } from './why.ts'

export interface ProjectRow {
  readonly id: string
  readonly title: string
  /** Where the title is not in the reader's language. */
  readonly titleLang: 'ky' | undefined
  readonly cost: number
  readonly supporters: number | undefined
  /** Where ballots give points. */
  readonly points: string | undefined
  readonly why: string
}

/** Names of projects as a reader's language has them. */
export function titlesOf(lang: Lang, { projects }: Pick<FrozenContent, 'projects'>): (id: string) => string {
  const titles = new Map(projects.map(one => [one.id, inLanguage(one.titles, lang)]))
  return id => titles.get(id) ?? id
}

/** Projects of a pot above and below the line, each with a sentence of why. Numbers are left out where ballots are few. */
export function potView(lang: Lang, pot: Pot, content: FrozenContent): { funded: ProjectRow[]; rest: ProjectRow[] } {
  const t = words(lang)
  const { told } = pot.count
  const ballot = content.rules.ballot.type
  const known = new Map(content.projects.map(one => [one.id, one]))
  const titleOf = titlesOf(lang, content)
  /** Who sees one with fewer votes above the line asks how that can be. */
  const beaten = (story: Told['stories'][number]): string => {
    if (story.reason?.kind !== 'shares') return ''
    const [other] = told.stories
      .filter(one => one.round !== undefined && one.supporters < story.supporters)
      .sort((a, b) => a.supporters - b.supporters)
    if (!other) return ''
    const values = { title: titleOf(other.project), votes: other.supporters, cost: spoken(lang, other.cost) }
    return ` ${t(other.cost < story.cost ? 'result.reason.fewer.cheaper' : 'result.reason.fewer', values)}`
  }
  const row = (story: Told['stories'][number]): ProjectRow => {
    const titles = known.get(story.project)?.titles
    const round = told.rounds.find(one => one.project === story.project && one.funded)
    const why = round
      ? whyFunded(lang, round, ballot)
      : story.reason
        ? whyNot(lang, story.reason, { ...story, share: told.share }) + beaten(story)
        : t('result.reason.plain')
    return {
      ...{ id: story.project, title: titles ? inLanguage(titles, lang) : story.project, cost: story.cost },
      titleLang: titles?.[lang] ? undefined : 'ky',
      supporters: pot.shown ? story.supporters : undefined,
      points: pot.shown && (ballot === 'points' || ballot === 'ranking') ? story.score : undefined,
      why: pot.shown ? why : t(round ? 'result.why.plain' : 'result.reason.plain'),
    }
  }
  // Where numbers are held back, the order of those that lost would tell them too.
  const rest = told.stories.filter(one => one.round === undefined).map(row)
  return {
    funded: told.stories.filter(one => one.round !== undefined).map(row),
    rest: pot.shown ? rest : rest.sort((a, b) => (a.id < b.id ? -1 : 1)),
  }
}
