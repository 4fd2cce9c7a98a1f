import { randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { auditEntry } from '#db/schema/audit.ts'
import { boxClosing, boxKey } from '#db/schema/ballotBox.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { openDueVoting, openVoting } from '#features/participatory-budgeting/ballots/openVoting.ts'
import { readVoting } from '#features/participatory-budgeting/ballots/readVoting.ts'
import { publicKeyOf } from '#features/participatory-budgeting/ballots/rules/seal.ts'
import { readFrozen } from '#features/participatory-budgeting/cycles/readCycle.ts'
import type { Cycle } from '#features/participatory-budgeting/cycles/rules/cycle.ts'
import { DEFAULT_RULES } from '#features/participatory-budgeting/cycles/rules/cycleRules.ts'
import { phaseOf } from '#features/participatory-budgeting/cycles/rules/phases.ts'
import { releaseAnswers } from '#features/participatory-budgeting/proposals/releaseAnswers.ts'
import type { Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { seededPlace } from '#tests/support/feedback.ts'
import { seededCycle } from '#tests/support/pbCycle.ts'
import { judged, seededProposal } from '#tests/support/reviews.ts'

const START = new Date('2026-11-20T05:00:00Z')
let clock = START
let app: App
let cycle: Cycle
const publicKey = publicKeyOf(randomBytes(32))

const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusals[0].code)
const key = (rehearsedAt: Date | null) =>
  app.store.write(async tx => {
    await tx.delete(boxKey)
    await tx.insert(boxKey).values({ cycleId: cycle.id, publicKey, rehearsedAt, madeAt: START, isDemo: false })
  })
/** Judged before the vote begins, as the office has to. */
const project = async (id: string) => {
  const now = clock
  clock = new Date(START.getTime() - 10 * 86_400_000)
  await seededProposal(app, cycle, { id })
  await judged(app, id)
  const released = await releaseAnswers(app, OPERATOR, { cycleId: cycle.id })
  if (!released.ok) throw new Error(released.refusals[0].code)
  clock = now
}
const end = () => phaseOf(cycle.phases, 'voting')?.endsAt ?? START

describe.skipIf(engineMissing())('opening the vote', () => {
  beforeEach(async () => {
    clock = START
    app = await testApp({ now: () => clock })
    const place = await seededPlace(app)
    cycle = await seededCycle(app, { place: place.slug })
  })

  it('waits for projects with prices, then for the rehearsed key, and says which', async () => {
    expect(codeOf(await openVoting(app, cycle.id))).toBe('vote.noProjects')
    expect(await readVoting(app, cycle)).toEqual({ state: 'waiting', why: 'vote.noProjects' })
    await project('AAAAAA1')
    expect(codeOf(await openVoting(app, cycle.id))).toBe('vote.keyNotRehearsed')
    await key(null)
    expect(codeOf(await openVoting(app, cycle.id))).toBe('vote.keyNotRehearsed')
    expect(await readFrozen(app, cycle.id)).toEqual([])
    await key(START)
    expect(codeOf(await openVoting(app, cycle.id))).toBe('ok')
  })

  it('freezes once, whoever asks how often, and nothing of later counts', async () => {
    await project('AAAAAA1')
    await key(START)
    const opened = await Promise.all(Array.from({ length: 6 }, () => openVoting(app, cycle.id)))
    expect(opened.map(codeOf)).toEqual(Array(6).fill('ok'))
    await seededProposal(app, cycle, { id: 'BBBBBB2' })
    await openDueVoting(app)
    const [frozen, ...more] = await readFrozen(app, cycle.id)
    expect(more).toEqual([])
    expect(frozen?.content.projects.map(one => one.id)).toEqual(['AAAAAA1'])
    expect(frozen?.content.boxKey).toBe(publicKey)
    const trail = (await app.store.read.select().from(auditEntry)).filter(one => one.action === 'cycle.frozen')
    expect(trail).toHaveLength(1)
  })

  it('is done by the worker when its time comes, and not before, after, or for a draft', async () => {
    await project('AAAAAA1')
    await key(START)
    clock = new Date((phaseOf(cycle.phases, 'voting')?.startsAt ?? START).getTime() - 1)
    await openDueVoting(app)
    expect(codeOf(await openVoting(app, cycle.id))).toBe('vote.notYet')
    expect(await readVoting(app, cycle)).toMatchObject({ state: 'ahead' })
    clock = end()
    await openDueVoting(app)
    expect(codeOf(await openVoting(app, cycle.id))).toBe('vote.over')
    expect(await readVoting(app, cycle)).toMatchObject({ state: 'over', frozen: undefined })
    expect(await readFrozen(app, cycle.id)).toEqual([])
    expect(codeOf(await openVoting(app, 'no-such-cycle'))).toBe('vote.notYet')
    clock = START
    await openDueVoting(app)
    expect(await readFrozen(app, cycle.id)).toHaveLength(1)
  })

  it('takes no key where people vote on paper only', async () => {
    const place = await seededPlace(app)
    const vote = { ...DEFAULT_RULES.vote, channels: { code: false, eid: false, paper: true } }
    cycle = await seededCycle(app, { place: place.slug, id: 'paper-2026', rules: { vote } })
    await project('CCCCCC3')
    const opened = await openVoting(app, cycle.id)
    expect(opened.ok && opened.value.content.boxKey).toBe(undefined)
    expect(await readVoting(app, cycle)).toMatchObject({ state: 'paper' })
  })

  it('says how the vote stands until it is over, and a closed box outlives a clock that is set back', async () => {
    await project('AAAAAA1')
    await key(START)
    const { onlineEndsAt = START } = phaseOf(cycle.phases, 'voting') ?? {}
    expect(await readVoting(app, cycle)).toMatchObject({ state: 'open', until: onlineEndsAt })
    clock = onlineEndsAt
    expect(await readVoting(app, cycle)).toMatchObject({ state: 'paper', until: end() })
    clock = end()
    expect(await readVoting(app, cycle)).toMatchObject({ state: 'over', frozen: { number: 1 } })
    await app.store.write(async tx => {
      await tx.insert(boxClosing).values({ cycleId: cycle.id, closedAt: clock, envelopes: 0, head: 'h' })
    })
    clock = START
    expect((await readVoting(app, cycle)).state).toBe('paper')
  })
})
