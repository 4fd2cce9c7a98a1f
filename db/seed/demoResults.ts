import type { Viewer } from '#features/identity/rules/viewer.ts'
import { SYSTEM } from '#features/identity/rules/viewer.ts'
import { closeBox } from '#features/participatory-budgeting/ballots/closeBox.ts'
import { openBox } from '#features/participatory-budgeting/ballots/openBox.ts'
import { placeDemoBallots } from '#features/participatory-budgeting/ballots/placeDemoBallots.ts'
import { openVoting } from '#features/participatory-budgeting/ballots/openVoting.ts'
import { isBoxClosed } from '#features/participatory-budgeting/ballots/readBox.ts'
import { DEMO_SHEETS } from '#features/participatory-budgeting/ballots/rules/demoKey.ts'
import { readCycle } from '#features/participatory-budgeting/cycles/readCycle.ts'
import { type FrozenContent, projectsFor } from '#features/participatory-budgeting/cycles/rules/frozen.ts'
import { phaseOf } from '#features/participatory-budgeting/cycles/rules/phases.ts'
import { countCycle } from '#features/participatory-budgeting/results/countCycle.ts'
import { signResult } from '#features/participatory-budgeting/results/signResult.ts'
import { placeDemoVoters } from '#features/participatory-budgeting/voters/placeDemoVoters.ts'
import { sha256 } from '#platform/ids.ts'
import type { Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { LAST_YEAR_ROLL, LAST_YEAR_SEED } from './demoCycleTexts.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Last year's: voted, counted and being built. */
export const DEMO_RESULT = 'ala-buka-2025'
/** Voters of each area. */
const VOTERS = [236, 121]
const COMMISSION = ['Саламат Эргешов (демо)', 'Назира Болотова (демо)']

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`a demo result: ${JSON.stringify(result.refusals)}`)
  return result.value
}

/** A share from 0 to 1 that is the same on every run. */
const drawn = (of: string): number => Number.parseInt(sha256(of).slice(0, 8), 16) / 0x1_0000_0000

/**
 * Takes last year's demo cycle through its vote to the announced result: sealed ballots of people who do not exist, the box closed
 * and opened with the demo sheets, counted and signed by two demo members. Does nothing the second time, and where the cycle or
 * its projects are not there.
 */
export async function seedDemoResults(app: App): Promise<void> {
  const cycle = await readCycle(app, DEMO_RESULT)
  const [voting, results] = cycle ? [phaseOf(cycle.phases, 'voting'), phaseOf(cycle.phases, 'results')] : []
  if (!cycle || !voting || !results || (await isBoxClosed(app, DEMO_RESULT))) return
  const at = (instant: Date, later: number): App => ({ ...app, now: () => new Date(instant.getTime() + later) })
  const opened = await openVoting(at(voting.startsAt, HOUR_MS), DEMO_RESULT)
  if (!opened.ok) return
  const { content } = opened.value
  await castAll(app, content)
  must(await closeBox(at(voting.endsAt, HOUR_MS), SYSTEM, DEMO_RESULT))
  const [sheet1 = '', sheet2 = ''] = DEMO_SHEETS.map(lines => lines.join('\n'))
  must(await openBox(at(voting.endsAt, 2 * HOUR_MS), SYSTEM, DEMO_RESULT, { sheet1, sheet2 }))
  const counted = must(await countCycle(at(voting.endsAt, DAY_MS), SYSTEM, { cycleId: DEMO_RESULT, seed: LAST_YEAR_SEED }))
  for (const [n, name] of COMMISSION.entries()) {
    const grants = [{ role: 'commission' as const, unitId: cycle.municipalityId }]
    const member: Viewer = { kind: 'account', accountId: `demo-commission-${n + 1}`, name, grants }
    must(await signResult(at(results.startsAt, (n + 10) * HOUR_MS), member, { cycleId: DEMO_RESULT, ...counted }))
  }
}

/** Up to four projects of the area; what is liked more comes up more often. */
function choicesOf(content: FrozenContent, pot: string, voter: number) {
  if (voter % 23 === 0) return []
  const liked = projectsFor(content, pot).map(one => ({
    project: one.id,
    // Some agree with most, others want one thing only.
    pull: drawn(`${pot}|${voter}|${one.titles.ky}`) * (0.5 + drawn(`liked|${one.titles.ky}`)),
  }))
  const size = 1 + Math.floor(drawn(`${pot}|${voter}`) * 3)
  return liked
    .sort((a, b) => b.pull - a.pull)
    .slice(0, size)
    .map(({ project }) => ({ project }))
    .sort((a, b) => (a.project < b.project ? -1 : 1))
}

/** Envelopes of people who do not exist, and apart from them a roll that says who voted. */
async function castAll(app: App, { areas, ...content }: FrozenContent): Promise<void> {
  const ballots = areas.flatMap(({ id: pot }, area) =>
    Array.from({ length: VOTERS[area] ?? 0 }, (_, voter) => ({
      pot,
      choices: choicesOf({ areas, ...content }, pot, voter),
      rotation: voter % 4,
    })),
  )
  const people = areas.flatMap(({ id: areaId }, area) =>
    Array.from({ length: LAST_YEAR_ROLL[area] ?? 0 }, (_, n) => {
      const voted = n < (VOTERS[area] ?? 0)
      const age = drawn(`age|${areaId}|${n}`)
      const woman = drawn(`sex|${areaId}|${n}`) < (voted ? 0.56 : 0.47)
      return {
        ...{ key: sha256(`demo|${areaId}|${n}`), areaId, sex: woman ? ('female' as const) : ('male' as const) },
        ageBand: age < 0.22 ? '16-24' : age < 0.5 ? '25-39' : age < 0.8 ? '40-59' : '60+',
        channel: voted ? ('code' as const) : undefined,
      }
    }),
  )
  must(await placeDemoBallots(app, DEMO_RESULT, ballots))
  must(await placeDemoVoters(app, DEMO_RESULT, people))
}
