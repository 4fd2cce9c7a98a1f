import { beforeEach, describe, expect, it } from 'vitest'
import { auditEntry } from '#db/schema/audit.ts'
import { boxClosing, boxEnvelope, boxTested } from '#db/schema/ballotBox.ts'
import { rollCode } from '#db/schema/voterRoll.ts'
import { seedBase } from '#db/seed/base.ts'
import { castBallot } from '#features/participatory-budgeting/ballots/castBallot.ts'
import { enterSecret, readChanger } from '#features/participatory-budgeting/ballots/enterSecret.ts'
import { prepareBallot } from '#features/participatory-budgeting/ballots/prepareBallot.ts'
import { fingerprintOf, receiptOf } from '#features/participatory-budgeting/ballots/rules/receipt.ts'
import type { Voter } from '#features/participatory-budgeting/ballots/rules/voter.ts'
import { openCandidate, sealCandidate } from '#features/participatory-budgeting/ballots/sealedForm.ts'
import { testBallot } from '#features/participatory-budgeting/ballots/testBallot.ts'
import { insertFrozen } from '#features/participatory-budgeting/cycles/store/cycles.ts'
import { canonicalJson } from '#features/participatory-budgeting/cycles/rules/frozen.ts'
import { sha256 } from '#platform/ids.ts'
import type { Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { castAs, choose, type OpenVote, openVote, preparedBallot } from '#tests/support/ballots.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'

const START = new Date('2026-11-20T05:00:00Z')
let clock = START
let app: App
let vote: OpenVote

const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusals[0].code)
const envelopes = () => app.store.read.select().from(boxEnvelope)
const cast = (voter: Voter | undefined, ballot: string) => castBallot(app, voter, { cycleId: vote.cycle.id, ballot })
const onlineEnd = () => new Date(vote.content.phases.find(one => one.kind === 'voting')?.onlineEndsAt ?? '')

describe.skipIf(engineMissing())('casting a ballot', () => {
  beforeEach(async () => {
    clock = START
    app = await testApp({ now: () => clock })
    await seedBase(app)
    vote = await openVote(app)
  })

  it('leaves a sealed envelope and a spent code, and nothing else', async () => {
    const voter = await vote.voter()
    const { ballot, fingerprint } = await preparedBallot(app, voter, choose('SCHOOL3', 'BRIDGE1'))
    const trail = await app.store.read.select().from(auditEntry)
    app.store.changedTags()
    const given = await cast(voter, ballot)
    if (!given.ok) throw new Error(codeOf(given))
    const [envelope, ...more] = await envelopes()
    expect(more).toEqual([])
    expect(envelope).toMatchObject({ receipt: given.value.receipt, cycleId: vote.cycle.id, pot: 'vote-2026-north', fingerprint })
    expect(Object.keys(envelope ?? {}).sort()).toEqual(['cycleId', 'fingerprint', 'pot', 'receipt', 'sealed'])
    const inside = vote.open(envelope?.sealed ?? '')
    expect(inside).toMatchObject({ choices: choose('BRIDGE1', 'SCHOOL3'), rotation: 3, receipt: given.value.receipt })
    expect(fingerprintOf(inside?.choices as never, given.value.receipt, inside?.salt ?? '')).toBe(fingerprint)
    expect(given.value).toEqual({
      ...{ receipt: envelope?.receipt, fingerprint, secret: undefined, changed: false },
      rules: sha256(canonicalJson(vote.content)),
    })
    expect((await app.store.read.select().from(rollCode)).filter(one => one.state === 'spent')).toHaveLength(1)
    expect(await app.store.read.select().from(boxTested)).toEqual([])
    expect(await app.store.read.select().from(auditEntry)).toEqual(trail)
    expect(app.store.changedTags()).toEqual([])
  })

  it('answers the same form with the same receipt: after a lost reply, without a ticket, after closing', async () => {
    const voter = await vote.voter()
    const { ballot } = await preparedBallot(app, voter, choose('BRIDGE1'))
    const first = await cast(voter, ballot)
    expect(codeOf(first)).toBe('ok')
    expect(await cast(voter, ballot)).toEqual(first)
    expect(await cast(undefined, ballot)).toEqual(first)
    clock = new Date(START.getTime() + 20 * 60_000)
    expect(await cast(undefined, ballot)).toEqual(first)
    expect(await envelopes()).toHaveLength(1)
  })

  it('refuses another form for a spent code, with other or the same choices', async () => {
    const voter = await vote.voter()
    const [one, same, other] = [
      await preparedBallot(app, voter, choose('BRIDGE1')),
      await preparedBallot(app, voter, choose('BRIDGE1')),
      await preparedBallot(app, voter, choose('LAMPS22')),
    ]
    expect(codeOf(await cast(voter, one.ballot))).toBe('ok')
    expect(codeOf(await cast(voter, same.ballot))).toBe('vote.alreadyCast')
    expect(codeOf(await cast(voter, other.ballot))).toBe('vote.alreadyCast')
    expect(await envelopes()).toHaveLength(1)
  })

  it('counts exactly one of many at the same instant, and gives each form its due', async () => {
    const voter = await vote.voter()
    const forms = await Promise.all(
      ['BRIDGE1', 'LAMPS22', 'SCHOOL3', 'WATER55'].map(id => preparedBallot(app, voter, choose(id))),
    )
    const sent = [...forms, ...forms, ...forms].map(one => one.ballot)
    const answers = await Promise.all(sent.map(ballot => cast(voter, ballot)))
    const lying = await envelopes()
    expect(lying).toHaveLength(1)
    const won = forms.findIndex(one => one.receipt === lying[0]?.receipt)
    for (const [at, answer] of answers.entries())
      expect(codeOf(answer)).toBe(at % forms.length === won ? 'ok' : 'vote.alreadyCast')
  })

  it('refuses a changed form, one of another voter, area or cycle, and one that lay for half an hour', async () => {
    const [voter, neighbour] = [await vote.voter(), await vote.voter()]
    const { ballot } = await preparedBallot(app, voter, choose('BRIDGE1'))
    const at = Math.floor(ballot.length / 2)
    expect(codeOf(await cast(voter, ballot.slice(0, at) + (ballot[at] === 'A' ? 'B' : 'A') + ballot.slice(at + 1)))).toBe(
      'vote.formChanged',
    )
    expect(codeOf(await cast(voter, ''))).toBe('vote.formChanged')
    expect(codeOf(await cast(voter, 'x'.repeat(100_000)))).toBe('vote.formChanged')
    expect(codeOf(await cast(neighbour, ballot))).toBe('vote.formChanged')
    expect(codeOf(await cast({ ...voter, areaId: 'vote-2026-south' }, ballot))).toBe('vote.formChanged')
    expect(codeOf(await castBallot(app, voter, { cycleId: 'other', ballot }))).toBe('vote.formChanged')
    expect(codeOf(await cast(undefined, ballot))).toBe('vote.noTicket')
    clock = new Date(START.getTime() + 31 * 60_000)
    expect(codeOf(await cast(voter, ballot))).toBe('vote.formChanged')
    expect(await envelopes()).toEqual([])
  })

  it('looks again at rules that were amended after the check step', async () => {
    const voter = await vote.voter()
    const { ballot } = await preparedBallot(app, voter, choose('BRIDGE1'))
    const content = { ...vote.content, projects: vote.content.projects.filter(one => one.id !== 'BRIDGE1') }
    const text = canonicalJson(content)
    await app.store.write(tx =>
      insertFrozen(tx, {
        ...{ id: app.newId(), cycleId: vote.cycle.id, number: 2, content: text, sha256: sha256(text) },
        ...{ reason: 'the bridge is closed', by: 'test', at: clock },
      }),
    )
    expect(codeOf(await cast(voter, ballot))).toBe('vote.unknownProject')
    expect(await envelopes()).toEqual([])
  })

  it('ends to the millisecond, and a recorded closing outlives a clock that is set back', async () => {
    const end = onlineEnd()
    clock = new Date(end.getTime() - 1)
    const [last, late] = [await vote.voter(), await vote.voter()]
    const forms = [await preparedBallot(app, last, []), await preparedBallot(app, late, [])] as const
    expect(codeOf(await cast(last, forms[0].ballot))).toBe('ok')
    clock = end
    expect(codeOf(await cast(late, forms[1].ballot))).toBe('vote.closed')
    clock = new Date(end.getTime() + 1_000)
    expect(codeOf(await cast(late, forms[1].ballot))).toBe('vote.closed')
    expect(codeOf(await prepareBallot(app, late, { choices: [], rotation: 0 }))).toBe('vote.closed')
    await app.store.write(async tx => {
      await tx.insert(boxClosing).values({ cycleId: vote.cycle.id, closedAt: clock, envelopes: 1, head: 'h' })
    })
    clock = new Date(end.getTime() - 3_600_000)
    expect(codeOf(await cast(late, forms[1].ballot))).toBe('vote.closed')
    expect(await envelopes()).toHaveLength(1)
    expect((await app.store.read.select().from(rollCode)).filter(one => one.state === 'spent')).toHaveLength(1)
  })

  it('takes no ballot over a limit, for an unknown project or of another area to the check step', async () => {
    const voter = await vote.voter()
    const prepare = async (...ids: string[]) => codeOf(await prepareBallot(app, voter, { choices: choose(...ids), rotation: 0 }))
    expect(await prepare('BRIDGE1', 'LAMPS22', 'WATER55')).toBe('vote.tooMany')
    expect(await prepare('NOTHERE')).toBe('vote.unknownProject')
    expect(await prepare('SOUTH44')).toBe('vote.otherArea')
    expect(await prepare('LAMPS22', 'LAMPS22')).toBe('vote.repeatedProject')
    expect(await prepare()).toBe('ok')
  })

  it('seals a blank ballot and a full one to one length', async () => {
    await castAs(app, vote, [])
    await castAs(app, vote, choose('BRIDGE1', 'SCHOOL3'))
    const [one, two] = await envelopes()
    expect(one?.sealed.length).toBe(two?.sealed.length)
    const blank = await preparedBallot(app, await vote.voter(), [])
    const full = await preparedBallot(app, await vote.voter(), choose('BRIDGE1', 'SCHOOL3'))
    expect(blank.ballot.length).toBe(full.ballot.length)
  })
})

describe.skipIf(engineMissing())('testing a ballot instead of casting it', () => {
  beforeEach(async () => {
    clock = START
    app = await testApp({ now: () => clock })
    await seedBase(app)
    vote = await openVote(app)
  })
  const test = (voter: Voter | undefined, ballot: string) => testBallot(app, voter, { cycleId: vote.cycle.id, ballot })

  it('shows what was fixed before, and the right to vote stays', async () => {
    const voter = await vote.voter()
    const { ballot, fingerprint, receipt } = await preparedBallot(app, voter, choose('BRIDGE1'))
    const tested = await test(voter, ballot)
    expect(tested).toMatchObject({ ok: true, value: { fingerprint, receipt, choices: choose('BRIDGE1') } })
    if (tested.ok) expect(sha256(tested.value.text)).toBe(fingerprint)
    expect(codeOf(await cast(voter, ballot))).toBe('vote.tested')
    expect(await envelopes()).toEqual([])
    await castAs(app, vote, choose('BRIDGE1'), voter)
    expect(await envelopes()).toHaveLength(1)
  })

  it('is refused for a ballot that is in the box, for others, and where there is no fingerprint', async () => {
    const [voter, other] = [await vote.voter(), await vote.voter()]
    const { ballot } = await preparedBallot(app, voter, choose('BRIDGE1'))
    expect(codeOf(await test(other, ballot))).toBe('vote.formChanged')
    expect(codeOf(await test(undefined, ballot))).toBe('vote.noTicket')
    await cast(voter, ballot)
    expect(codeOf(await test(voter, ballot))).toBe('vote.alreadyCast')
    const changeable = await openVote(app, undefined, { id: 'change-2026', vote: { mayChange: true } })
    const its = await changeable.voter()
    const form = await preparedBallot(app, its, [])
    expect(codeOf(await testBallot(app, its, { cycleId: 'change-2026', ballot: form.ballot }))).toBe('vote.noTest')
  })

  it('never shows the salt of a ballot that is cast at the same instant', async () => {
    for (let round = 0; round < 15; round += 1) {
      const voter = await vote.voter()
      const { ballot } = await preparedBallot(app, voter, choose('BRIDGE1'))
      const [tested, casted] = await Promise.all(
        round % 2 ? [test(voter, ballot), cast(voter, ballot)] : [cast(voter, ballot), test(voter, ballot)].reverse(),
      )
      expect([codeOf(tested as never), codeOf(casted as never)].filter(one => one === 'ok')).toHaveLength(1)
    }
  })
})

describe.skipIf(engineMissing())('changing a vote', () => {
  beforeEach(async () => {
    clock = START
    app = await testApp({ now: () => clock })
    await seedBase(app)
    vote = await openVote(app, undefined, { vote: { mayChange: true } })
  })
  const changer = async (secret: string): Promise<Voter> => {
    const entered = await enterSecret(app, { cycleId: vote.cycle.id, secret })
    const voter = entered.ok ? readChanger(app, entered.value.kept) : undefined
    if (!voter) throw new Error(codeOf(entered))
    return voter
  }

  it('overwrites the envelope under the same number, and takes the secret only', async () => {
    const given = await castAs(app, vote, choose('BRIDGE1'))
    expect(given).toMatchObject({ fingerprint: undefined, changed: false })
    expect(receiptOf(vote.cycle.id, given.secret ?? '')).toBe(given.receipt)
    const voter = await changer((given.secret ?? '').toLowerCase())
    const changed = await castAs(app, vote, choose('LAMPS22'), voter)
    expect(changed).toMatchObject({ receipt: given.receipt, secret: undefined, changed: true })
    const lying = await envelopes()
    expect(lying).toHaveLength(1)
    expect(vote.open(lying[0]?.sealed ?? '')?.choices).toEqual(choose('LAMPS22'))
    // The number that everybody may see opens nothing.
    expect(codeOf(await enterSecret(app, { cycleId: vote.cycle.id, secret: given.receipt }))).toBe('vote.secretUnknown')
    expect(codeOf(await enterSecret(app, { cycleId: vote.cycle.id, secret: 'abc' }))).toBe('vote.secretMisread')
  })

  it('answers a form sent again, and lets no earlier form overwrite a later one', async () => {
    const given = await castAs(app, vote, choose('BRIDGE1'))
    const voter = await changer(given.secret ?? '')
    const [first, second] = [
      await preparedBallot(app, voter, choose('LAMPS22')),
      await preparedBallot(app, voter, choose('WATER55')),
    ]
    expect(codeOf(await cast(voter, first.ballot))).toBe('ok')
    expect(codeOf(await cast(voter, first.ballot))).toBe('ok')
    expect(codeOf(await cast(voter, second.ballot))).toBe('vote.changedMeanwhile')
    const third = await preparedBallot(app, voter, choose('SCHOOL3'))
    expect(codeOf(await cast(voter, third.ballot))).toBe('ok')
    expect(codeOf(await cast(voter, first.ballot))).toBe('vote.changedMeanwhile')
    expect(vote.open((await envelopes())[0]?.sealed ?? '')?.choices).toEqual(choose('SCHOOL3'))
  })

  it('ends with the vote, and is refused where the rules do not allow it', async () => {
    const given = await castAs(app, vote, choose('BRIDGE1'))
    const voter = await changer(given.secret ?? '')
    const { ballot } = await preparedBallot(app, voter, choose('LAMPS22'))
    clock = onlineEnd()
    expect(codeOf(await enterSecret(app, { cycleId: vote.cycle.id, secret: given.secret ?? '' }))).toBe('vote.closed')
    clock = new Date(START.getTime() + 60_000)
    const fixed = await openVote(app, undefined, { id: 'fixed-2026' })
    expect(codeOf(await enterSecret(app, { cycleId: fixed.cycle.id, secret: given.secret ?? '' }))).toBe('vote.noChange')
    await app.store.write(async tx => {
      await tx.insert(boxClosing).values({ cycleId: vote.cycle.id, closedAt: clock, envelopes: 1, head: 'h' })
    })
    expect(codeOf(await cast(voter, ballot))).toBe('vote.closed')
    expect(vote.open((await envelopes())[0]?.sealed ?? '')?.choices).toEqual(choose('BRIDGE1'))
  })

  it('is told by no form that a browser could make', async () => {
    const given = await castAs(app, vote, choose('BRIDGE1'))
    const voter = await changer(given.secret ?? '')
    const { ballot } = await preparedBallot(app, voter, choose('LAMPS22'))
    const inside = openCandidate(app, ballot)
    if (!inside) throw new Error('a form that cannot be read')
    const { over: _, ...without } = inside
    expect(codeOf(await cast(voter, sealCandidate(app, without)))).toBe('vote.changedMeanwhile')
    expect(readChanger(app, 'x')).toBeUndefined()
  })
})
