import { insertClosing, insertOpened } from '#features/participatory-budgeting/ballots/store/closing.ts'
import type { BallotChoices } from '#features/participatory-budgeting/ballots/rules/ballot.ts'
import { seedBase } from '#db/seed/base.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import type { Area, Cycle } from '#features/participatory-budgeting/cycles/rules/cycle.ts'
import type { CycleRules } from '#features/participatory-budgeting/cycles/rules/cycleRules.ts'
import type { FrozenProject } from '#features/participatory-budgeting/cycles/rules/frozen.ts'
import type { Tyiyn } from '#platform/money.ts'
import type { App } from '#src/app.ts'
import { freezeAs, seededCycle } from './pbCycle.ts'

export const project = (id: string, som: number, area?: string): FrozenProject => ({
  id,
  titles: { ky: `Долбоор ${id}`, ru: `Проект ${id}`, en: `Project ${id}` },
  price: som * 100,
  ...(area ? { area } : {}),
})
export const ballots = (count: number, ...projects: string[]): BallotChoices[] =>
  Array.from({ length: count }, () => projects.map(one => ({ project: one })))

export const memberOf = (name: string, unitId: string): Viewer => ({
  kind: 'account',
  accountId: `test-${name}`,
  name,
  grants: [{ role: 'commission', unitId }],
})

/** Two pots of 100,000 som; 40 people voted in the first, 35 in the second. */
export const AREAS: readonly Area[] = [
  {
    id: 'voted-1',
    position: 1,
    names: { ky: 'Ала-Бука', ru: 'Ала-Бука', en: 'Ala-Buka' },
    pot: 10_000_000 as Tyiyn,
    entitled: 500,
  },
  { id: 'voted-2', position: 2, names: { ky: 'Достук', ru: 'Достук', en: 'Dostuk' }, pot: 10_000_000 as Tyiyn, entitled: 300 },
]
export const PROJECTS = [
  project('AAA', 60_000, 'voted-1'),
  project('BBB', 40_000, 'voted-1'),
  project('CCC', 50_000, 'voted-1'),
  project('DDD', 70_000, 'voted-2'),
  project('EEE', 90_000, 'voted-2'),
]
export const BALLOTS: Readonly<Record<string, readonly BallotChoices[]>> = {
  'voted-1': [...ballots(20, 'AAA', 'CCC'), ...ballots(14, 'BBB'), ...ballots(4, 'CCC'), ...ballots(2)],
  'voted-2': [...ballots(30, 'DDD'), ...ballots(5, 'EEE')],
}

/** A cycle whose vote is over and whose box was opened, with these ballots in it. */
export async function votedCycle(
  app: App,
  more: {
    readonly rules?: Partial<CycleRules>
    readonly ballots?: Readonly<Record<string, readonly BallotChoices[]>>
    readonly opened?: boolean
    readonly projects?: readonly FrozenProject[]
  } = {},
): Promise<Cycle> {
  await seedBase(app)
  const cycle = await seededCycle(app, { id: 'voted', phase: 'checking', areas: AREAS, rules: more.rules ?? {} })
  await freezeAs(app, cycle, more.projects ?? PROJECTS, 'key')
  if (more.opened === false) return cycle
  const inBox = Object.entries(more.ballots ?? BALLOTS).flatMap(([pot, all]) =>
    all.map((choices, at) => ({ pot, number: at + 1, choices })),
  )
  await app.store.write(async tx => {
    await insertClosing(tx, { cycleId: cycle.id, closedAt: app.now(), envelopes: inBox.length, head: 'head' })
    await insertOpened(tx, cycle.id, { at: app.now(), ballots: inBox, rotations: [], spoiled: [] })
  })
  return cycle
}
