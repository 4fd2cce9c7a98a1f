import { describe, expect, it } from 'vitest'
import {
  moneyOf,
  progressOf,
  type ProjectNews,
  type Stage,
  stageFault,
  stageState,
} from '#features/participatory-budgeting/implementation/rules/project.ts'
import type { IsoDate } from '#platform/dates.ts'
import type { Tyiyn } from '#platform/money.ts'

const day = (text: string) => text as IsoDate
const today = day('2026-06-15')
const stage = (more: Partial<Stage> = {}): Stage => ({ id: 's', name: 'Куруу', ...more })
const delay = (to: string): ProjectNews => ({ id: to, kind: 'delay', text: 'Жаан', day: day(to), at: new Date(0) })

describe('where a project stands', () => {
  const planned = stage({ plannedFrom: day('2026-06-01'), plannedTo: day('2026-07-01') })
  it.each([
    ['without a plan', { stages: [], news: [] }, 'notStarted', 0],
    ['before anything was done', { stages: [planned], news: [] }, 'notStarted', 0],
    ['with a stage begun', { stages: [{ ...planned, actualFrom: day('2026-06-02') }], news: [] }, 'underWay', 0],
    ['with a delay announced, though the plan is not over', { stages: [planned], news: [delay('2026-08-01')] }, 'late', 0],
    ['past its plan in silence', { stages: [{ ...planned, plannedTo: day('2026-06-05') }], news: [] }, 'late', 10],
    ['past its plan within the new end', { stages: [{ ...planned, plannedTo: day('2026-06-05') }], news: [delay('2026-08-01')] }, 'late', 10],
    ['finished in time', { stages: [planned], news: [], finishedOn: day('2026-06-10') }, 'finished', 0],
    ['finished late', { stages: [planned], news: [delay('2026-08-01')], finishedOn: day('2026-07-04') }, 'finished', 3],
  ] as const)('%s', (_, project, state, lateDays) => expect(progressOf(project, today)).toMatchObject({ state, lateDays })) // prettier-ignore

  it('counts the days until today apart from those until the new end', () => {
    const late = { stages: [{ ...planned, plannedTo: day('2026-06-05') }], news: [delay('2026-08-01')] }
    expect(progressOf(late, today)).toMatchObject({ lateDays: 10, willBeLateDays: 57 })
    expect(progressOf({ ...late, finishedOn: day('2026-06-10') }, today)).toMatchObject({ lateDays: 5, willBeLateDays: 0 })
  })

  it('names the end planned last and the end said last', () => {
    const stages = [stage({ plannedTo: day('2026-09-01') }), stage({ plannedTo: day('2026-07-01') }), stage()]
    const news = [delay('2026-10-01'), delay('2026-12-01')]
    expect(progressOf({ stages, news }, today)).toMatchObject({ plannedEnd: '2026-09-01', newEnd: '2026-10-01' })
  })
})

describe('a stage', () => {
  it.each([
    ['done', { actualFrom: day('2026-06-01'), actualTo: day('2026-06-02') }],
    ['late', { plannedTo: day('2026-06-14') }],
    ['now', { actualFrom: day('2026-06-01'), plannedTo: today }],
    ['ahead', { plannedFrom: day('2026-06-01') }],
  ] as const)('is %s', (state, more) => expect(stageState(stage(more), today)).toBe(state))

  it.each([
    [{ plannedFrom: day('2026-06-02'), plannedTo: day('2026-06-01') }, 'plannedTo', 'project.backwards'],
    [{ actualFrom: day('2026-06-16') }, 'actualFrom', 'project.future'],
    [{ actualFrom: today, actualTo: day('2026-06-16') }, 'actualTo', 'project.future'],
    [{ actualTo: today }, 'actualTo', 'project.backwards'],
  ] as const)('is refused: %o', (more, field, code) => expect(stageFault(stage(more), today)).toEqual({ field, code }))

  it('may be planned for one day and done on one day', () => {
    expect(stageFault(stage({ plannedFrom: today, plannedTo: today, actualFrom: today, actualTo: today }), today)).toBeUndefined()
  })
})

describe('the money of a project', () => {
  const price = 500 as Tyiyn
  it('says nothing where nothing is known', () => {
    expect(moneyOf({ price, stages: [stage()], contracts: [] })).toEqual({
      ...{ price, planned: undefined, contracted: undefined, spent: undefined },
    })
  })
  it('adds up what stages and contracts say', () => {
    const stages = [stage({ plannedCost: 100 as Tyiyn, actualCost: 0 as Tyiyn }), stage({ plannedCost: 50 as Tyiyn })]
    const contract = { id: 'c', contractor: 'а', subject: 'а', signedOn: today }
    const contracts = [{ ...contract, amount: 70 as Tyiyn }, { ...contract, amount: 30 as Tyiyn }] // prettier-ignore
    expect(moneyOf({ price, stages, contracts })).toEqual({ price, planned: 150, contracted: 100, spent: 0 })
  })
})
