import type { z } from 'zod'
import { instantInBishkek } from '#platform/dates.ts'
import { somString } from '#platform/money.ts'
import { paths } from '#platform/paths.ts'
import type { cycleAnswer } from '../forms/cycleAnswer.ts'
import type { CycleFrameData } from '../readCycleFrame.ts'
import type { Cycle } from '../rules/cycle.ts'
import { phaseAt } from '../rules/phases.ts'

/** A public cycle as the API gives it. */
export function cycleJson(cycle: Cycle, frame: CycleFrameData, siteUrl: string): z.output<typeof cycleAnswer> {
  const url = `${siteUrl}${paths.cycle('ky', cycle.id)}`
  return {
    ...{ id: cycle.id, url, state: cycle.state === 'cancelled' ? 'cancelled' : 'published' },
    ...{ cancelReason: cycle.cancelReason ?? null, titles: cycle.titles, leads: cycle.leads },
    municipalities: frame.municipalities.map(({ id, slug, names }) => ({ id, slug, names })),
    budgetYear: cycle.budgetYear,
    budgetLine: cycle.budgetLineId === undefined ? null : { id: cycle.budgetLineId, name: cycle.budgetLineName ?? null },
    amount: somString(cycle.amount),
    areas: cycle.areas.map(({ id, names, pot, entitled }) => ({ id, names, pot: somString(pot), entitled })),
    phase: cycle.state === 'cancelled' ? null : (phaseAt(cycle.phases, frame.now)?.kind ?? null),
    phases: cycle.phases.map(({ kind, startsAt, endsAt, onlineEndsAt }) => ({
      ...{ kind, startsAt: instantInBishkek(startsAt), endsAt: instantInBishkek(endsAt) },
      onlineEndsAt: onlineEndsAt ? instantInBishkek(onlineEndsAt) : null,
    })),
    rules: cycle.rules,
    frozen: frame.frozen.map(({ number, sha256, at, reason }) => ({
      ...{ number, sha256, at: instantInBishkek(at), reason: reason ?? null, url: `${url}/frozen-${number}.json` },
    })),
    demo: cycle.isDemo,
  }
}
