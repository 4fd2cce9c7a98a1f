import { createHash } from 'node:crypto'
import { SYSTEM } from '#features/identity/rules/viewer.ts'
import { readCycle } from '#features/participatory-budgeting/cycles/readCycle.ts'
import type { Cycle } from '#features/participatory-budgeting/cycles/rules/cycle.ts'
import { phaseOf } from '#features/participatory-budgeting/cycles/rules/phases.ts'
import { letOntoList } from '#features/participatory-budgeting/proposals/letOntoList.ts'
import { readProposals } from '#features/participatory-budgeting/proposals/readProposal.ts'
import { supportPhase } from '#features/participatory-budgeting/proposals/rules/proposal.ts'
import { sendProposal } from '#features/participatory-budgeting/proposals/sendProposal.ts'
import { supportProposal } from '#features/participatory-budgeting/proposals/supportProposal.ts'
import { translateTitle } from '#features/participatory-budgeting/proposals/translateTitle.ts'
import { tyiyn } from '#platform/money.ts'
import type { Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { LAST_YEAR_PROPOSALS } from './demoLastYearTexts.ts'
import { ALA_BUKA_PROPOSALS, type DemoProposal, KARA_KULJA_PROPOSALS } from './demoProposalTexts.ts'

const HOUR_MS = 3_600_000
/** Browsers that support; none is given more than the rules let it. */
const SUPPORTERS = 120

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`a demo proposal: ${JSON.stringify(result.refusals)}`)
  return result.value
}

/** The same random bytes on every run, so that addresses of the demo stay the same. */
function drawn(seed: string): App['random'] {
  let count = 0
  return size => createHash('sha512').update(`${seed}|${count++}`).digest().subarray(0, size)
}

/**
 * Loads made-up proposals through the same use cases as real ones, with the clock of their day: all of the cycle under the vote
 * are listed; of the one where residents propose, the last two still wait. Does nothing where they are there, and where the
 * cycles are not.
 */
export async function seedDemoProposals(app: App): Promise<void> {
  await loadProposals(app, 'ala-buka-2026', ALA_BUKA_PROPOSALS, ALA_BUKA_PROPOSALS.length)
  await loadProposals(app, 'ala-buka-2025', LAST_YEAR_PROPOSALS, LAST_YEAR_PROPOSALS.length)
  await loadProposals(app, 'kara-kulja-2027', KARA_KULJA_PROPOSALS, KARA_KULJA_PROPOSALS.length - 2)
}

async function loadProposals(app: App, cycleId: string, all: readonly DemoProposal[], listed: number): Promise<void> {
  const cycle = await readCycle(app, cycleId)
  const proposing = cycle && phaseOf(cycle.phases, 'proposing')
  if (!cycle || !proposing || (await readProposals(app, { cycleId })).length > 0) return
  // Within what of the phase is over: it may have begun a week ago.
  const until = Math.min(app.now().getTime() - 30 * HOUR_MS, proposing.endsAt.getTime() - 48 * HOUR_MS)
  const step = (until - proposing.startsAt.getTime()) / all.length
  for (const [n, one] of all.entries()) {
    const at = proposing.startsAt.getTime() + Math.max(1, Math.floor(step * n)) + HOUR_MS
    const then: App = { ...app, now: () => new Date(at), random: drawn(`${cycleId}|${n}`) }
    const id = await sendOne(then, cycle, one, n)
    if (n >= listed) continue
    const later: App = { ...app, now: () => new Date(at + 20 * HOUR_MS) }
    must(await translateTitle(later, SYSTEM, { id, version: 0, titles: { ky: one.title, ru: one.ru, en: one.en } }))
    must(await letOntoList(later, SYSTEM, { id, version: 1 }))
    // Support begins with its own phase, where the cycle has one.
    const begins = Math.max(at + 26 * HOUR_MS, (supportPhase(cycle)?.startsAt.getTime() ?? at) + (n + 1) * HOUR_MS)
    const support = { ...app, now: () => new Date(Math.min(begins, app.now().getTime())) }
    // Together rather than one by one: waiting writes share one commit.
    await Promise.all(
      Array.from({ length: one.supports }, async (_, k) => {
        const secret = createHash('sha256')
          .update(`${cycleId}|supporter|${(n * 25 + k) % SUPPORTERS}`)
          .digest('base64url')
        must(await supportProposal(support, { proposalId: id, secret, takeBack: false }))
      }),
    )
  }
}

async function sendOne(app: App, cycle: Cycle, one: DemoProposal, n: number): Promise<string> {
  const [latitude, longitude] = one.point ?? []
  const { id } = must(
    await sendProposal(app, {
      cycleId: cycle.id,
      form: {
        ...{ title: one.title, text: one.text, placeName: one.place, areaId: cycle.areas[one.area]?.id },
        ...{ latitude, longitude, roughCost: tyiyn(one.cost * 100_000), language: 'ky', name: one.author, showName: true },
        ...{ email: undefined, phone: undefined, resident: true, form: `demo-${cycle.id}-${n}` },
      },
      ...{ language: 'ky', isDemo: true },
    }),
  )
  return id
}
