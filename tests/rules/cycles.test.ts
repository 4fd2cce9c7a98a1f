import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aboutForm, moneyForm, phasesForm } from '#features/participatory-budgeting/cycles/forms/cycleForms.ts'
import { rulesForm } from '#features/participatory-budgeting/cycles/forms/rulesForm.ts'
import { amendable, areasKept, changed } from '#features/participatory-budgeting/cycles/rules/changing.ts'
import type { Cycle } from '#features/participatory-budgeting/cycles/rules/cycle.ts'
import { cycleRules, type CycleRules, DEFAULT_RULES } from '#features/participatory-budgeting/cycles/rules/cycleRules.ts'
import { frozenContentOf } from '#features/participatory-budgeting/cycles/rules/freezing.ts'
import { canonicalJson, frozenContent } from '#features/participatory-budgeting/cycles/rules/frozen.ts'
import { startingAreas, startingRules, usualPhases } from '#features/participatory-budgeting/cycles/rules/newCycle.ts'
import { asksNow, nextStep, stepEnds } from '#features/participatory-budgeting/cycles/rules/nextStep.ts'
import { type Phase, phaseAfter, phaseAt, PHASES, phasesFit } from '#features/participatory-budgeting/cycles/rules/phases.ts'
import { potsWrong, publishable } from '#features/participatory-budgeting/cycles/rules/publishable.ts'
import { phaseLine, standingOf } from '#features/participatory-budgeting/cycles/rules/standing.ts'
import { possibleBallots, warningsOf } from '#features/participatory-budgeting/cycles/rules/warnings.ts'
import { howItWorks } from '#features/participatory-budgeting/cycles/views/how.ts'
import { contentRows, differences } from '#features/participatory-budgeting/cycles/views/contentRows.ts'
import { words } from '#features/participatory-budgeting/words.ts'
import { checkFields } from '#platform/forms/readForm.ts'
import { LANGUAGES } from '#platform/i18n/languages.ts'
import { tyiyn } from '#platform/money.ts'

const DAY_MS = 86_400_000
const NOW = new Date('2026-11-26T06:00:00Z')
const START = new Date('2026-12-01T18:00:00Z')
const SEED = 'the exchange rate of the next working day'
const RULES: CycleRules = { ...DEFAULT_RULES, count: { ...DEFAULT_RULES.count, seedSource: SEED } }
const CYCLE: Cycle = {
  ...{
    id: 'ala-buka-2027',
    municipalityId: 'm1',
    municipalityIds: ['m1'],
    titles: { ky: 'Бюджет' },
    leads: {},
    budgetYear: 2027,
  },
  ...{ amount: tyiyn(100_000_000), state: 'draft', rules: RULES, version: 0, isDemo: false },
  areas: [{ id: 'ala-buka-2027-1', position: 1, names: { ky: 'Бүт аймак' }, pot: tyiyn(100_000_000), entitled: 5000 }],
  phases: usualPhases(START),
}
const codes = (refusals: readonly { code: string }[]) => refusals.map(one => one.code)
const rules = (more: Partial<CycleRules>): Cycle => ({ ...CYCLE, rules: { ...RULES, ...more } })

/** Any phases, fit or not: whole days, some of them off, some overlapping. */
const anyPhases = fc
  .array(fc.record({ kind: fc.constantFrom(...PHASES), from: fc.integer({ min: 0, max: 60 }), days: fc.integer({ min: -2, max: 20 }) }), { maxLength: 9 }) // prettier-ignore
  .map(rows => [...new Map(rows.map(row => [row.kind, row])).values()].map(({ kind, from, days }): Phase => ({
    kind, startsAt: new Date(START.getTime() + from * DAY_MS), endsAt: new Date(START.getTime() + (from + days) * DAY_MS),
  }))) // prettier-ignore
const anyInstant = fc.integer({ min: -5 * DAY_MS, max: 90 * DAY_MS }).map(ms => new Date(START.getTime() + ms))

describe('pots that do not add up', () => {
  it('are said with the difference', () => {
    const areas = [{ ...(CYCLE.areas[0] as (typeof CYCLE.areas)[number]), pot: tyiyn(70_000_00) }]
    expect(potsWrong({ areas, amount: tyiyn(100_000_00) })).toMatchObject([{ values: { sum: 70_000, amount: 100_000, difference: 30_000 } }]) // prettier-ignore
    expect(potsWrong({ areas, amount: tyiyn(70_000_00) })).toEqual([])
  })
})

describe('phases', () => {
  it('that fit hold at most one at any instant, and the order of their kinds', () =>
    fc.assert(
      fc.property(anyPhases, anyInstant, (phases, now) => {
        if (!phasesFit(phases).ok) return
        const under = phases.filter(one => one.startsAt <= now && now < one.endsAt)
        expect(under.length).toBeLessThanOrEqual(1)
        expect(phaseAt(phases, now)).toEqual(under[0])
        const inTime = [...phases].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime()).map(one => one.kind)
        expect(inTime).toEqual(PHASES.filter(kind => inTime.includes(kind)))
        expect(phaseLine(phases, now).filter(one => one.state === 'now')).toHaveLength(under.length)
      }),
    ))

  it('are refused exactly where one runs backwards, or two in their order overlap', () =>
    fc.assert(
      fc.property(anyPhases, phases => {
        const ordered = PHASES.flatMap(kind => phases.filter(one => one.kind === kind))
        const wrong = ordered.some((one, at) => {
          const before = ordered[at - 1]
          return one.endsAt <= one.startsAt || (before !== undefined && one.startsAt < before.endsAt)
        })
        expect(phasesFit(phases).ok).toBe(!wrong)
      }),
    ))

  it('turn exactly at their instants, the end excluded', () => {
    const [first, second] = usualPhases(START)
    if (!first || !second) throw new Error('usual phases')
    expect(phaseAt(CYCLE.phases, new Date(START.getTime() - 1))).toBeUndefined()
    expect(phaseAt(CYCLE.phases, START)?.kind).toBe('informing')
    expect(phaseAt(CYCLE.phases, new Date(first.endsAt.getTime() - 1))?.kind).toBe('informing')
    expect(phaseAt(CYCLE.phases, first.endsAt)?.kind).toBe(second.kind)
    expect(phaseAfter(CYCLE.phases, START)?.kind).toBe('proposing')
  })

  it('say what can be done now, from the dates alone', () => {
    const at = (kind: string) => new Date((CYCLE.phases.find(one => one.kind === kind)?.startsAt.getTime() ?? 0) + 1)
    const published = { ...CYCLE, state: 'published' as const }
    const voting = CYCLE.phases.find(one => one.kind === 'voting')
    expect(nextStep(published, NOW)).toBe('wait')
    expect(PHASES.map(kind => nextStep(published, at(kind)))).toEqual(['learn', 'propose', 'support', 'look', 'look', 'vote', 'checking', 'results', 'follow']) // prettier-ignore
    expect(nextStep(published, voting?.onlineEndsAt ?? NOW)).toBe('voteOnPaper')
    // Nobody is sent to a polling point where there is no paper.
    const online = { ...RULES.vote, channels: { code: true, eid: false, paper: false } }
    expect(nextStep({ ...published, rules: { ...RULES, vote: online } }, voting?.onlineEndsAt ?? NOW)).toBe('checking')
    expect(stepEnds(published, at('voting'))).toEqual(voting?.onlineEndsAt)
    expect(nextStep(published, new Date('2040-01-01'))).toBe('over')
    expect(nextStep({ ...published, state: 'cancelled' }, at('voting'))).toBe('cancelled')
    expect(asksNow('vote') && !asksNow('checking')).toBe(true)
    expect(standingOf(published, NOW)).toMatchObject({ state: 'waiting', next: { kind: 'informing' } })
  })
})

describe('a new cycle', () => {
  it('could be announced nearly as it is', () => {
    expect(codes(publishable({ ...CYCLE, rules: startingRules() }, NOW))).toEqual(['cycle.seedMissing'])
    expect(publishable(CYCLE, NOW)).toEqual([])
  })

  it('shares its money out as the one before, to the last tyiyn', () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 1_000, max: 10_000_000 }),
        (pots, som) => {
          // prettier-ignore
          const areas = pots.map((pot, at) => ({ id: `x-${at}`, position: at + 1, names: { ky: 'а' }, pot: tyiyn(pot * 100), entitled: 100 }))
          const before = { rules: RULES, areas, amount: tyiyn(areas.reduce((sum, one) => sum + one.pot, 0)) }
          const made = startingAreas('y', tyiyn(som * 100), 0, before)
          expect(made.reduce((sum, one) => sum + one.pot, 0)).toBe(som * 100)
          expect(made.map(one => one.id)).toEqual(pots.map((_, at) => `y-${at + 1}`))
        },
      ),
    ))

  it('keeps rules but not the seed of the one before', () =>
    expect(startingRules({ rules: RULES }).count).toEqual({ ...RULES.count, seedSource: '' }))
})

describe('what keeps a cycle from being announced', () => {
  const channels = (code: boolean, eid: boolean, paper: boolean, eidKnowsPerson = false) =>
    rules({ vote: { ...RULES.vote, channels: { code, eid, paper }, eidKnowsPerson } })
  const phases = (edit: (phase: Phase) => Phase[]): Cycle => ({ ...CYCLE, phases: CYCLE.phases.flatMap(edit) })
  const table: readonly (readonly [string, Cycle, string[]])[] = [
    ['nothing', CYCLE, []],
    ['no money', { ...CYCLE, amount: tyiyn(0) }, ['cycle.amount', 'cycle.potsSum']],
    ['pots that do not sum up', { ...CYCLE, amount: tyiyn(1) }, ['cycle.potsSum']],
    ['a pot of too few people', { ...CYCLE, areas: CYCLE.areas.map(one => ({ ...one, entitled: 99 })) }, ['cycle.fewEntitled']],
    ['exactly enough people', { ...CYCLE, areas: CYCLE.areas.map(one => ({ ...one, entitled: 100 })) }, []],
    ['no voting', phases(one => (one.kind === 'voting' ? [] : [one])), ['cycle.noVoting']],
    ['proposing off', phases(one => (one.kind === 'proposing' ? [] : [one])), []],
    ['online voting on the paper day', phases(one => [{ ...one, onlineEndsAt: undefined }]), ['cycle.onlineBeforePaper']],
    ['no way to vote', channels(false, false, false), ['cycle.noChannel']],
    ['eID that knows nobody beside paper', channels(false, true, true), ['cycle.eidApart']],
    ['eID that knows nobody beside codes', channels(true, true, false), ['cycle.eidApart']],
    ['eID alone', channels(false, true, false), []],
    ['eID that knows the person beside all', channels(true, true, true, true), []],
    ['a seed nobody named', rules({ count: { ...RULES.count, seedSource: ' ' } }), ['cycle.seedMissing']],
    ['more to choose than one may', rules({ ballot: { type: 'approval', min: 4, max: 3 } }), ['cycle.minOverMax']],
    ['support asked for and given by nobody', rules({ support: { needed: 5, mostEach: 0 } }), ['cycle.supportNone']],
    ['support asked for at no time', { ...phases(one => (one.kind === 'proposing' || one.kind === 'supporting' ? [] : [one])), rules: { ...RULES, support: { needed: 5, mostEach: 5 } } }, ['cycle.supportNever']], // prettier-ignore
    ['more points for one than there are', rules({ ballot: { type: 'points', total: 5, most: 6 } }), ['cycle.mostOverTotal']],
  ]
  for (const [what, cycle, expected] of table) it(what, () => expect(codes(publishable(cycle, NOW))).toEqual(expected))

  it('dates that are past', () =>
    expect(codes(publishable(CYCLE, new Date('2030-01-01')))).toEqual(['cycle.votingPast', 'cycle.proposingPast']))
})

describe('warnings about rules', () => {
  it('count the possible ballots', () => {
    expect(possibleBallots({ type: 'approval', min: 0, max: 5 }, 10)).toBe(638n)
    expect(possibleBallots({ type: 'approval', min: 1, max: 99 }, 3)).toBe(7n)
    expect(possibleBallots({ type: 'knapsack' }, 10)).toBe(1024n)
    expect(possibleBallots({ type: 'ranking', most: 2 }, 4)).toBe(17n)
    expect(possibleBallots({ type: 'points', total: 2, most: 2 }, 2)).toBe(6n)
    expect(possibleBallots({ type: 'points', total: 2, most: 1 }, 2)).toBe(4n)
  })

  it('name marked patterns, many choices, lost sheets, low thresholds', () => {
    expect(codes(warningsOf(CYCLE))).toEqual(['cycle.warn.sheets'])
    expect(codes(warningsOf(CYCLE, 20))).toEqual(['cycle.warn.marked', 'cycle.warn.sheets'])
    expect(codes(warningsOf(rules({ ballot: { type: 'approval', min: 0, max: 6 } })))).toContain('cycle.warn.approvalMany')
    expect(codes(warningsOf(rules({ ballot: { type: 'points', total: 10, most: 5 } })))).toContain('cycle.warn.marked')
    const paper = rules({ vote: { ...RULES.vote, channels: { code: false, eid: false, paper: true } } })
    expect(warningsOf(paper)).toEqual([])
    expect(codes(warningsOf(rules({ publish: { ...RULES.publish, leastBallots: 29, signatures: 1 } })))).toEqual(['cycle.warn.sheets', 'cycle.warn.thresholds', 'cycle.warn.oneSignature']) // prettier-ignore
  })
})

describe('what is frozen', () => {
  const project = (id: string, price: number) => ({ id, titles: { ky: id }, price })
  const content = frozenContentOf(CYCLE, [project('b', 2), project('a', 1)], 'key')

  it('is read back as it was written, whatever the order of keys', () => {
    expect(frozenContent.parse(JSON.parse(canonicalJson(content)))).toEqual(JSON.parse(canonicalJson(content)))
    const turned = Object.fromEntries(Object.entries(content).reverse())
    expect(canonicalJson(turned)).toBe(canonicalJson(content))
    expect(content.projects.map(one => one.id)).toEqual(['a', 'b'])
  })

  it('may change in money, dates and words, never in what a ballot in the box was checked against', () => {
    const amended = (more: Partial<typeof content>) => amendable(content, { ...content, ...more }, NOW)
    const voting = (edit: (phase: (typeof content.phases)[number]) => object) =>
      content.phases.map(one => (one.kind === 'voting' ? { ...one, ...edit(one) } : one))
    expect(amended({ titles: { ky: 'Башка' } }).ok).toBe(true)
    expect(amended({ projects: [project('a', 9), project('b', 2)] }).ok).toBe(true)
    expect(amended({ phases: voting(() => ({ endsAt: '2028-01-01T00:00:00.000Z' })) }).ok).toBe(true)
    expect(amended({ phases: voting(() => ({ startsAt: '2026-01-01T00:00:00.000Z' })) })).toMatchObject({ refusals: [{ code: 'cycle.votingBegan' }] }) // prettier-ignore
    expect(amended({ projects: [project('a', 1)] })).toMatchObject({ refusals: [{ code: 'cycle.areasFixed' }] })
    expect(amended({ areas: [] })).toMatchObject({ refusals: [{ code: 'cycle.areasFixed' }] })
    const ballot = { ...content.rules, ballot: { type: 'approval' as const, min: 0, max: 4 } }
    expect(amended({ rules: ballot })).toMatchObject({ refusals: [{ code: 'cycle.ballotFixed' }] })
  })

  it('keeps the ways to vote, lowers nothing that keeps the secret, and leaves the count alone once ballots may be opened', () => {
    const { rules } = content
    const withRules = (more: Partial<CycleRules>) => ({ ...content, rules: { ...rules, ...more } })
    const codeOf = (after: typeof content, now = NOW) => {
      const result = amendable(content, after, now)
      return result.ok ? 'ok' : result.refusals[0].code
    }
    const channels = (more: object) => withRules({ vote: { ...rules.vote, channels: { ...rules.vote.channels, ...more } } })
    expect(codeOf(channels({ eid: true }))).toBe('cycle.channelsFixed')
    expect(codeOf(channels({ code: false }))).toBe('cycle.channelsFixed')
    expect(codeOf(withRules({ vote: { ...rules.vote, mayChange: true } }))).toBe('cycle.channelsFixed')
    expect(codeOf(withRules({ publish: { ...rules.publish, leastBallots: 5 } }))).toBe('cycle.publishFixed')
    expect(codeOf(withRules({ publish: { ...rules.publish, signatures: 1 } }))).toBe('cycle.publishFixed')
    expect(codeOf(withRules({ publish: { ...rules.publish, signatures: 3 } }))).toBe('ok')
    const voting = content.phases.find(one => one.kind === 'voting')
    const end = new Date(voting?.onlineEndsAt ?? voting?.endsAt ?? '')
    const last = new Date(end.getTime() - 1)
    const later = (edit: object) => ({
      ...content,
      phases: content.phases.map(one => (one === voting ? { ...one, ...edit } : one)),
    })
    const counting = [
      withRules({ count: { ...rules.count, rule: 'greedy' } }),
      withRules({ count: { ...rules.count, seedSource: 'another number' } }),
      { ...content, projects: [project('a', 9), project('b', 2)] },
      { ...content, areas: content.areas.map(one => ({ ...one, pot: one.pot + 1 })) },
      later({ onlineEndsAt: new Date(end.getTime() + DAY_MS).toISOString() }),
    ]
    for (const after of counting) expect([codeOf(after, last), codeOf(after, end)]).toEqual(['ok', 'cycle.countFixed'])
    expect(codeOf(later({ endsAt: '2029-01-01T00:00:00.000Z' }), end)).toBe('ok')
    expect(codeOf(later({ endsAt: '2029-01-01T00:00:00.000Z' }), new Date(voting?.endsAt ?? ''))).toBe('cycle.countFixed')
  })

  it('shows every single change of it in words', () => {
    const rows = contentRows('ky', content, id => id)
    expect(rows.map(one => one.label)).not.toContain('')
    const later = { ...content, rules: { ...content.rules, vote: { ...content.rules.vote, minAge: 18 } } }
    expect(differences('en', content, later, id => id)).toEqual([{ label: 'From which age', before: '16', after: '18' }])
    expect(differences('en', content, content, id => id)).toEqual([])
    const dearer = { ...content, projects: [project('a', 100), project('b', 2)] }
    expect(differences('en', content, dearer, id => id)).toHaveLength(1)
  })
})

describe('changes', () => {
  it('keep the ids of areas, and never give an old one to a new area', () => {
    const two = changed(CYCLE, { part: 'money', budgetYear: 2027, amount: CYCLE.amount, areas: [...CYCLE.areas, { names: { ky: 'Жаңы' }, pot: tyiyn(1), entitled: 1 }] }) // prettier-ignore
    expect(two.areas.map(one => [one.id, one.position])).toEqual([['ala-buka-2027-1', 1], ['ala-buka-2027-2', 2]]) // prettier-ignore
    expect(areasKept(CYCLE, two).ok).toBe(true)
    expect(areasKept(two, CYCLE).ok).toBe(false)
  })
})

describe('how it works', () => {
  const all: readonly CycleRules[] = [
    RULES,
    ...(['greedy', 'greedy-no-skip', 'phragmen'] as const).map(rule => ({
      ...RULES,
      count: { rule, seedSource: SEED, threshold: 5 },
    })),
    ...([{ type: 'knapsack' }, { type: 'points', total: 10, most: 3 }, { type: 'ranking', most: 3 }, { type: 'approval', min: 1, max: 3 }] as const).map(ballot => ({ ...RULES, ballot })), // prettier-ignore
    { ...RULES, vote: { ...RULES.vote, mayChange: true, channels: { code: true, eid: true, paper: true } } },
    { ...RULES, support: { needed: 20, mostEach: 3 }, propose: { who: 'anyone', maxCost: 100 } },
  ]
  it('is said in every language for every rule, and changes with the rules', () => {
    for (const lang of LANGUAGES) {
      const said = all.map(one => JSON.stringify(howItWorks(lang, { ...CYCLE, rules: one })))
      expect(new Set(said).size).toBe(all.length)
      for (const text of said) expect(text).not.toMatch(/\b(cycle|phase)\.\w|undefined/)
    }
    for (const refusal of publishable({ ...CYCLE, amount: tyiyn(0), rules: startingRules() }, new Date('2030-01-01')))
      expect(words('ky').has(refusal.code), refusal.code).toBe(true)
  })
})

describe('forms of a cycle', () => {
  const form = (fields: Record<string, string | string[]>) => {
    const data = new FormData()
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) data.append(name, one)
    return data
  }

  it('read first and last days; one without the other is refused, none is off', () => {
    const read = checkFields(
      form({ version: '3', votingFrom: '2027-03-01', votingTo: '2027-03-10', onlineTo: '2027-03-09' }),
      phasesForm,
    )
    expect(read).toMatchObject({ ok: true, value: { version: 3, phases: [{ kind: 'voting', startsAt: new Date('2027-02-28T18:00:00Z'), endsAt: new Date('2027-03-10T18:00:00Z'), onlineEndsAt: new Date('2027-03-09T18:00:00Z') }] } }) // prettier-ignore
    const half = checkFields(form({ version: '3', votingFrom: '2027-03-01', proposingFrom: '2027-02-30' }), phasesForm)
    expect(half.refusals).toMatchObject([{ code: 'cycle.date', path: 'proposingFrom' }])
    expect(checkFields(form({ version: '3', votingFrom: '2027-03-01' }), phasesForm).refusals).toMatchObject([{ code: 'cycle.dateMissing', path: 'votingTo' }]) // prettier-ignore
  })

  it('read money as people write it, and leave empty areas out', () => {
    const areas = {
      'areas.0.nameKy': 'Ала-Бука',
      'areas.0.pot': '3 млн',
      'areas.0.entitled': '5200',
      'areas.1.nameKy': '',
      'areas.1.pot': ' ',
    }
    const read = checkFields(form({ version: '0', budgetYear: '2027', amount: '3 000 000', ...areas }), moneyForm)
    expect(read).toMatchObject({ ok: true, value: { amount: 300_000_000, areas: [{ nameKy: 'Ала-Бука', pot: 300_000_000, entitled: 5200 }] } }) // prettier-ignore
    expect(checkFields(form({ version: '0', budgetYear: '27', amount: 'көп' }), moneyForm).refusals).toMatchObject([{ path: 'budgetYear' }, { path: 'amount' }, { code: 'cycle.noArea' }]) // prettier-ignore
    expect(checkFields(form({ version: '0' }), aboutForm).refusals).toMatchObject([{ code: 'cycle.titleKy' }])
  })

  it('read rules whole, and keep only what the chosen rule counts by', () => {
    const typed = {
      ...{
        version: '0',
        proposeWho: 'residents',
        supportNeeded: '0',
        supportMostEach: '5',
        minAge: '16',
        'channels[]': ['code', 'paper'],
      },
      ...{
        ballotType: 'approval',
        approvalMin: '0',
        approvalMax: '5',
        countRule: 'equal-shares',
        utility: 'cost',
        completion: 'add1u',
      },
      ...{
        threshold: '3',
        seedSource: SEED,
        leastEntitled: '100',
        leastBallots: '30',
        leastCell: '10',
        objectionDays: '10',
        signatures: '2',
      },
    }
    const read = checkFields(form(typed), rulesForm)
    expect(read).toMatchObject({ ok: true, value: { rules: RULES } })
    if (read.ok) expect(cycleRules.parse(read.value.rules)).toEqual(RULES)
    const greedy = checkFields(form({ ...typed, countRule: 'greedy' }), rulesForm)
    expect(greedy.ok && greedy.value.rules.count).toEqual({
      rule: 'greedy',
      tieOrder: 'costFirst',
      threshold: 3,
      seedSource: SEED,
    })
    const other = checkFields(form({ ...typed, tieOrder: 'scoreFirst' }), rulesForm)
    expect(other.ok && other.value.rules.count.tieOrder).toBe('scoreFirst')
    expect(checkFields(form({ ...typed, ballotType: 'points' }), rulesForm).refusals.map(one => one.path)).toEqual(['pointsTotal', 'pointsMost']) // prettier-ignore
    expect(checkFields(form({ ...typed, minAge: '-1', signatures: '0' }), rulesForm).refusals.map(one => one.path)).toEqual(['minAge', 'signatures']) // prettier-ignore
  })
})
