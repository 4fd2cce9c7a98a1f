import { describe, expect, it } from 'vitest'
import { DEFAULT_RULES } from '#features/participatory-budgeting/cycles/rules/cycleRules.ts'
import { stepsOf } from '#features/participatory-budgeting/results/rules/readiness.ts'
import type { IsoDate } from '#platform/dates.ts'
import { phasesIn } from '#tests/support/pbCycle.ts'

const NOW = new Date('2026-11-26T06:00:00Z')
const ready = { frozen: true, votingOver: false, closed: false, opened: false, settled: true, signed: true }
const cycle = (channels: { code: boolean; eid: boolean; paper: boolean }) => ({
  phases: phasesIn('voting', NOW),
  rules: { ...DEFAULT_RULES, vote: { ...DEFAULT_RULES.vote, channels } },
})
const said = (channels: { code: boolean; eid: boolean; paper: boolean }, stations: number) =>
  stepsOf(
    cycle(channels),
    ready,
    Array.from({ length: stations }, () => ({})),
    NOW,
  ).map(one => `${one.name}: ${one.state}`)

describe('the steps before a count', () => {
  it('are not called done where they are of no use', () => {
    expect(said({ code: true, eid: false, paper: true }, 0).slice(-2)).toEqual(['settled: notNeeded', 'signed: notNeeded'])
    expect(said({ code: true, eid: false, paper: true }, 1).slice(-2)).toEqual(['settled: done', 'signed: done'])
    const paper = said({ code: false, eid: false, paper: true }, 1)
    expect(paper.slice(2, 4)).toEqual(['closed: notNeeded', 'opened: notNeeded'])
  })

  it('say from when they can be done, while that lies ahead', () => {
    const steps = stepsOf(cycle({ code: true, eid: false, paper: true }), ready, [{}, { day: '2026-11-30' as IsoDate }], NOW)
    const voting = cycle({ code: true, eid: false, paper: true }).phases.find(one => one.kind === 'voting')
    expect(steps.map(one => one.from)).toEqual([undefined, voting?.endsAt, voting?.onlineEndsAt, voting?.endsAt, new Date('2026-11-29T18:00:00Z'), new Date('2026-11-29T18:00:00Z')]) // prettier-ignore
  })
})
