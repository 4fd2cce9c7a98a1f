import { may } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { type Municipality, placesOf } from '#features/municipalities/rules/unit.ts'
import { readOfficeBox } from '#features/participatory-budgeting/ballots/readOfficeBox.ts'
import { type Cycle, inLanguage } from '#features/participatory-budgeting/cycles/rules/cycle.ts'
import { readPaperCounts } from '#features/participatory-budgeting/paper/readPaperBallots.ts'
import { readOfficeCount } from '#features/participatory-budgeting/results/readResult.ts'
import { stepsOf } from '#features/participatory-budgeting/results/rules/readiness.ts'
import { words } from '#features/participatory-budgeting/words.ts'
import { formatInstant } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'
import type { App } from '#src/app.ts'
import type { TodayRow } from './officeToday.ts'

/** Where each step before a count is done; the others come by the clock. */
const DOES = { closed: 'key', opened: 'key', settled: 'paper', signed: 'paper' } as const

/** What awaits the commission of every announced cycle: the key before the vote, then each step up to the signatures. */
export async function commissionRows(
  app: App,
  viewer: Viewer,
  lang: Lang,
  municipality: Municipality,
  cycles: readonly Cycle[],
): Promise<TodayRow[]> {
  if (!may(viewer, 'box.key', placesOf(municipality))) return []
  const rows = cycles.filter(one => one.state === 'published').map(one => rowOf(app, viewer, lang, municipality, one))
  return (await Promise.all(rows)).flatMap(row => row ?? [])
}

async function rowOf(
  app: App,
  viewer: Viewer,
  lang: Lang,
  municipality: Municipality,
  cycle: Cycle,
): Promise<TodayRow | undefined> {
  const t = words(lang)
  const row = (part: string, what: string, at: Date | undefined, label: 'before' | 'from'): TodayRow => ({
    href: paths.officeCycle(lang, municipality.slug, cycle.id, part),
    title: `${what}: ${inLanguage(cycle.titles, lang)}`,
    note: at && `${t(label === 'before' ? 'result.today.before' : 'result.step.from')}: ${formatInstant(lang, at)}`,
    mark: at && label === 'from' ? undefined : { label: t('result.today.mark'), tone: 'attention' },
    isDemo: cycle.isDemo,
  })
  const box = await readOfficeBox(app, viewer, municipality, cycle)
  if (box.step === 'make' || box.step === 'rehearse') return row('key', t(`result.today.${box.step}`), box.beginsAt, 'before')
  const count = await readOfficeCount(app, viewer, municipality, cycle)
  if (count.announcedAt || !count.ready.frozen) return undefined
  const { stations } = await readPaperCounts(app, cycle.id)
  const step = stepsOf(cycle, count.ready, stations, app.now()).find(one => one.name in DOES && one.state === 'waiting')
  if (step)
    return row(DOES[step.name as keyof typeof DOES], t(`result.today.${step.name as keyof typeof DOES}`), step.from, 'from')
  if (!count.ready.votingOver || count.signedByMe) return undefined
  return row('count', t(count.counted ? 'result.today.sign' : 'result.today.count'), undefined, 'from')
}
