import { SYSTEM } from '#features/identity/rules/viewer.ts'
import { readCycle } from '#features/participatory-budgeting/cycles/readCycle.ts'
import { phaseOf } from '#features/participatory-budgeting/cycles/rules/phases.ts'
import { confirmProject, decideNote } from '#features/participatory-budgeting/implementation/confirmProject.ts'
import { linkLines } from '#features/participatory-budgeting/implementation/linkLines.ts'
import { readProjectWork } from '#features/participatory-budgeting/implementation/readOfficeProjects.ts'
import { readProjects } from '#features/participatory-budgeting/implementation/readProject.ts'
import type { Project } from '#features/participatory-budgeting/implementation/rules/project.ts'
import { addContract } from '#features/participatory-budgeting/implementation/saveContracts.ts'
import { saveStages } from '#features/participatory-budgeting/implementation/saveStages.ts'
import { finishProject, tellNews } from '#features/participatory-budgeting/implementation/tellNews.ts'
import { dateInBishkek, type IsoDate } from '#platform/dates.ts'
import { type Tyiyn, tyiyn } from '#platform/money.ts'
import type { Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { CONFIRMATIONS, DEMO_CONTRACTORS, NEWS_TEXTS, STAGE_NAMES } from './demoProjectTexts.ts'

const DAY_MS = 86_400_000
/** Days of a plan, counted from the beginning of implementation: where each stage begins, and the end of the last. */
const PLAN = [5, 45, 90, 180, 200] as const
/** Of work that is still in time. */
const LONG_PLAN = [20, 90, 240, 420, 450] as const
const SHARES = [0.06, 0.02, 0.88, 0.04]

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`a demo project: ${JSON.stringify(result.refusals)}`)
  return result.value
}

/**
 * Builds last year's winners on paper, through the same use cases as real ones: the first is done and residents said so, the
 * second is late with its reason, the others are under way. Does nothing where there are no winners, and the second time.
 */
export async function seedDemoProjects(app: App): Promise<void> {
  const cycle = await readCycle(app, 'ala-buka-2025')
  const since = cycle && phaseOf(cycle.phases, 'implementation')?.startsAt
  if (!cycle || !since) return
  const projects = (await readProjects(app, { cycleId: cycle.id })).map(one => one.project)
  if (projects.some(one => one.stages.length > 0)) return
  for (const [n, project] of projects.entries()) await build(app, since, project, n)
}

async function build(app: App, since: Date, project: Project, n: number): Promise<void> {
  const moment = (days: number) => new Date(Math.min(since.getTime() + days * DAY_MS, app.now().getTime()))
  const at = (days: number): App => ({ ...app, now: () => moment(days) })
  const day = (days: number): IsoDate => dateInBishkek(new Date(since.getTime() + days * DAY_MS))
  const share = (part: number): Tyiyn => tyiyn(Math.round((project.price * part) / 100) * 100)
  const { id } = project
  let version = project.version
  // How many stages are over, and whether the next one has begun.
  const plan = n < 2 ? PLAN : LONG_PLAN
  const over = n === 0 ? 4 : n === 1 ? 1 : 2
  const stages = STAGE_NAMES.map((name, row) => {
    const [from = 0, to = 0] = [plan[row], plan[row + 1]]
    const planned = { row, name, plannedFrom: day(from), plannedTo: day(to - 1), plannedCost: share(SHARES[row] ?? 0) }
    if (row > over) return planned
    if (row === over) return { ...planned, actualFrom: day(from + 4) }
    return { ...planned, actualFrom: day(from + 2), actualTo: day(to - 3), actualCost: share((SHARES[row] ?? 0) * 0.97) }
  })
  must(await saveStages(at(340), SYSTEM, { id, version: version++, stages }))
  if (n !== 1) {
    // Signed while the tender's stage lasts; no two of a place have one number.
    const signedIn = (plan[1] + plan[2]) / 2 // prettier-ignore
    const signed = { amount: share(0.9), signedOn: day(Math.round(signedIn)), tenderUrl: undefined, number: `${14 + n}-КМ` }
    const contract = DEMO_CONTRACTORS[n % DEMO_CONTRACTORS.length] ?? DEMO_CONTRACTORS[0]
    must(await addContract(at(signedIn + 1), SYSTEM, { id, version: version++, ...contract, ...signed }))
    must(await tellNews(at(plan[2] + 5), SYSTEM, { id, version: version++, kind: 'news', text: NEWS_TEXTS.begun }))
  }
  if (n === 1) {
    const newsDay = dateInBishkek(new Date(app.now().getTime() + 120 * DAY_MS))
    must(await tellNews(at(150), SYSTEM, { id, version: version++, kind: 'delay', text: NEWS_TEXTS.delay, newsDay }))
  }
  if (n !== 0) return
  const visit = { kind: 'visit' as const, text: NEWS_TEXTS.visit, group: NEWS_TEXTS.visitGroup, newsDay: day(140) }
  must(await tellNews(at(141), SYSTEM, { id, version: version++, ...visit }))
  version = await linkFirst(app, project, version)
  must(await finishProject(at(198), SYSTEM, { id, version, finishedOn: day(197) }))
  await confirm(at(230), project)
}

/** The line of the execution budget that such money stands in, where the demo has one. */
async function linkFirst(app: App, { id, cycleId }: Project, version: number): Promise<number> {
  const work = must(await readProjectWork(app, SYSTEM, { cycleId, id }))
  const line = work.choice?.lines.find(
    one => one.kind === 'line' && one.actual !== undefined && /жол|көрк|абат|курулуш/iu.test(one.name),
  )
  if (!line) return version
  must(await linkLines(app, SYSTEM, { id, version, lines: [line.id] }))
  return version + 1
}

async function confirm(app: App, { id, cycleId }: Project): Promise<void> {
  for (const [n, one] of CONFIRMATIONS.entries()) must(await confirmProject(app, { id, secret: `demo-${n}`, ...one }))
  const { waiting } = must(await readProjectWork(app, SYSTEM, { cycleId, id }))
  // One waits to be looked at.
  for (const { resident } of waiting.slice(1)) must(await decideNote(app, SYSTEM, { id, resident, show: true }))
}
