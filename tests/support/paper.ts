import { OPERATOR, type Viewer } from '#features/identity/rules/viewer.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import type { Cycle } from '#features/participatory-budgeting/cycles/rules/cycle.ts'
import type { CycleRules } from '#features/participatory-budgeting/cycles/rules/cycleRules.ts'
import type { PhaseKind } from '#features/participatory-budgeting/cycles/rules/phases.ts'
import { stationForm } from '#features/participatory-budgeting/paper/forms/paperForms.ts'
import { keyBallot, type KeyingAsked } from '#features/participatory-budgeting/paper/keyBallot.ts'
import { saveStation } from '#features/participatory-budgeting/paper/saveStation.ts'
import type { App } from '#src/app.ts'
import { seededPlace } from './feedback.ts'
import { must } from './hearings.ts'
import { freezeAs, seededCycle } from './pbCycle.ts'

/** Projects of a trial ballot. */
export const PAPER_PROJECTS = [
  { id: 'p1', titles: { ky: 'Көпүрөнү оңдоо', ru: 'Ремонт моста' }, price: 40_000_000 },
  { id: 'p2', titles: { ky: 'Бала бакчанын чатыры', ru: 'Крыша детского сада' }, price: 35_000_000 },
  { id: 'p3', titles: { ky: 'Көчө жарыгы', ru: 'Уличное освещение' }, price: 30_000_000 },
  { id: 'p4', titles: { ky: 'Таза суу түтүгү', ru: 'Водопровод' }, price: 60_000_000 },
]

/** Somebody of the commission of a place. */
export const member = (name: string, unitId: string): Viewer => ({
  kind: 'account',
  accountId: name,
  name,
  grants: [{ role: 'commission', unitId }],
})

/** A frozen cycle whose vote is over, with one polling point; `frozen: false` leaves the rules open. */
export async function seededStation(
  app: App,
  options: { phase?: PhaseKind; frozen?: boolean; rules?: Partial<CycleRules>; station?: object } = {},
): Promise<{ place: Municipality; cycle: Cycle; which: { cycle: string; station: number } }> {
  const place = await seededPlace(app)
  const cycle = await seededCycle(app, { phase: options.phase ?? 'checking', rules: options.rules ?? {} })
  if (options.frozen !== false) await freezeAs(app, cycle, PAPER_PROJECTS)
  const typed = {
    area: cycle.areas[0]?.id ?? '',
    name: '№ 2 мектеп',
    address: 'Ала-Бука, Борбордук көчө, 4',
    hours: '8:00–20:00',
  }
  const asked = stationForm.parse({ ...typed, firstSerial: '1', lastSerial: '100', ...options.station })
  const { number } = must(await saveStation(app, OPERATOR, { ...asked, cycle: cycle.id }))
  return { place, cycle, which: { cycle: cycle.id, station: number } }
}

/** What was read on one ballot: projects, or a verdict without any. */
export const read = (...projects: string[]): Pick<KeyingAsked, 'verdict' | 'choices'> => ({
  verdict: 'valid',
  choices: projects.map(project => ({ project })),
})
export const BLANK = { verdict: 'blank', choices: [] } as const
export const SPOILED = { verdict: 'spoiled', choices: [] } as const

/** Keys ballots from 1 on, where all must be taken. */
export async function keyAll(
  app: App,
  viewer: Viewer,
  which: { cycle: string; station: number },
  ballots: readonly Pick<KeyingAsked, 'verdict' | 'choices'>[],
): Promise<void> {
  for (const [at, ballot] of ballots.entries()) must(await keyBallot(app, viewer, { ...which, number: at + 1, ...ballot }))
}
