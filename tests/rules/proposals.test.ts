import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_RULES } from '#features/participatory-budgeting/cycles/rules/cycleRules.ts'
import { PHASES, type PhaseKind } from '#features/participatory-budgeting/cycles/rules/phases.ts'
import { newProposalForm } from '#features/participatory-budgeting/proposals/forms/proposalForms.ts'
import { eraseOn } from '#features/participatory-budgeting/proposals/rules/keeping.ts'
import { fitProposal } from '#features/participatory-budgeting/proposals/rules/newProposal.ts'
import {
  makeProposalId,
  mayAppeal,
  mayChange,
  mayPropose,
  maySupport,
  supportAsked,
  mayWithdraw,
  type Proposal,
  type ProposalState,
  titleFor,
} from '#features/participatory-budgeting/proposals/rules/proposal.ts'
import { similarTo } from '#features/participatory-budgeting/proposals/rules/similar.ts'
import { takesOver, titleFrom } from '#features/participatory-budgeting/proposals/rules/takeOver.ts'
import { checkCharacter } from '#platform/codes.ts'
import type { Tyiyn } from '#platform/money.ts'
import { phasesIn } from '#tests/support/pbCycle.ts'

const NOW = new Date('2026-11-25T06:00:00Z')
const STATES: readonly ProposalState[] = ['waiting', 'listed', 'refused', 'withdrawn', 'merged', 'split']
const cycleIn = (kind: PhaseKind, state: 'published' | 'draft' | 'cancelled' = 'published') => ({
  ...{ state, phases: phasesIn(kind, NOW), rules: { ...DEFAULT_RULES, support: { needed: 3, mostEach: 5 } } },
})
/** Phases in which something is allowed of each state. */
const table = (allowed: (cycle: ReturnType<typeof cycleIn>, one: { state: ProposalState }) => boolean) =>
  Object.fromEntries(
    STATES.flatMap(state => {
      const phases = PHASES.filter(kind => allowed(cycleIn(kind), { state }))
      return phases.length > 0 ? [[state, phases]] : []
    }),
  )

describe('what may be done with a proposal, and when', () => {
  it('follows from the phase and its state', () => {
    expect(PHASES.filter(kind => mayPropose(cycleIn(kind), NOW))).toEqual(['proposing'])
    const open = ['proposing', 'supporting']
    expect(table((cycle, one) => mayChange(cycle, one, NOW))).toEqual({ waiting: open, listed: open })
    expect(table((cycle, one) => mayChange(cycle, one, NOW, { releasedAt: undefined }))).toEqual({ waiting: open, listed: open })
    expect(table((cycle, one) => mayChange(cycle, one, NOW, { releasedAt: NOW }))).toEqual({})
    expect(table((cycle, one) => maySupport(cycle, one, NOW))).toEqual({ listed: ['supporting'] })
    const short = (of: ReturnType<typeof cycleIn>) => ({ ...of, phases: of.phases.filter(one => one.kind !== 'supporting') })
    expect(table((cycle, one) => maySupport(short(cycle), one, NOW))).toEqual({ listed: ['proposing'] })
    expect(PHASES.map(kind => supportAsked(cycleIn(kind), NOW) > 0).indexOf(true)).toBe(PHASES.indexOf('reviewing'))
    const beforeVoting = ['informing', 'proposing', 'supporting', 'reviewing', 'pricing']
    expect(table((cycle, one) => mayWithdraw(cycle, one, NOW))).toEqual({ waiting: beforeVoting, listed: beforeVoting })
    const out = { releasedAt: NOW }
    expect(table((cycle, one) => mayAppeal(cycle, one, out, NOW))).toEqual({ listed: beforeVoting })
    expect(table((cycle, one) => mayAppeal(cycle, one, { releasedAt: null }, NOW))).toEqual({})
    expect(table((cycle, one) => mayAppeal(cycle, one, undefined, NOW))).toEqual({})
    expect(PHASES.filter(kind => takesOver(cycleIn(kind), NOW))).toEqual([...open, 'reviewing'])
  })

  it('is nothing in a draft and in a cycle that was called off', () => {
    for (const state of ['draft', 'cancelled'] as const) {
      const cycle = cycleIn('proposing', state)
      const one = { state: 'listed' as const }
      const all = [mayPropose(cycle, NOW), mayChange(cycle, one, NOW), maySupport(cycle, one, NOW), mayWithdraw(cycle, one, NOW)]
      expect([...all, takesOver(cycle, NOW)]).toEqual(all.map(() => false).concat(false))
    }
  })

  it('begins and ends with the phase to the millisecond', () => {
    const cycle = cycleIn('proposing')
    const { startsAt, endsAt } = cycle.phases.find(one => one.kind === 'proposing') ?? { startsAt: NOW, endsAt: NOW }
    const at = (day: Date, ms: number) => mayPropose(cycle, new Date(day.getTime() + ms))
    expect([at(startsAt, -1), at(startsAt, 0), at(endsAt, -1), at(endsAt, 0)]).toEqual([false, true, true, false])
  })
})

describe('a proposal', () => {
  const areas = [1, 2].map(n => ({ id: `a${n}`, position: n, names: { ky: `А${n}` }, pot: (n * 1_000) as Tyiyn, entitled: 500 }))
  const content = { title: 'т', text: 'т' }

  it('fits an area of its cycle and what there is', () => {
    const [one] = areas
    const whole = { areas: one ? [one] : [], rules: DEFAULT_RULES }
    expect(fitProposal(content, whole)).toMatchObject({ value: { areaId: 'a1' } })
    const two = { areas, rules: DEFAULT_RULES }
    expect(fitProposal(content, two)).toMatchObject({ refusals: [{ code: 'proposal.area', path: 'area' }] })
    expect(fitProposal({ ...content, areaId: 'b' }, two)).toMatchObject({ refusals: [{ code: 'proposal.area' }] })
    const costing = (areaId: string, roughCost: number) =>
      fitProposal({ ...content, areaId, roughCost: roughCost as Tyiyn }, two).ok
    expect([costing('a1', 1_000), costing('a1', 1_001), costing('a2', 2_000)]).toEqual([true, false, true])
    const limited = { areas, rules: { ...DEFAULT_RULES, propose: { who: 'anyone' as const, maxCost: 500 } } }
    expect(fitProposal({ ...content, areaId: 'a2', roughCost: 501 as Tyiyn }, limited).ok).toBe(false)
  })

  it('has an id whose every slip of the pen shows', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 6, maxLength: 6 }), bytes => {
        const id = makeProposalId(() => bytes)
        expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{7}$/)
        expect(checkCharacter(id.slice(0, 6))).toBe(id[6])
      }),
    )
  })

  it('is titled in the reader’s language where the office translated it', () => {
    const one = { title: 'Көпүрө', language: 'ky' as const, titles: { ru: 'Мост' } }
    expect([titleFor(one, 'ru'), titleFor(one, 'en')]).toEqual([
      { text: 'Мост', lang: 'ru' },
      { text: 'Көпүрө', lang: 'ky' },
    ])
  })

  it('is written to for sixty days after the last phase', () => {
    expect(eraseOn(cycleIn('implementation'), NOW)).toBe('2027-01-29')
    expect(eraseOn({ phases: [] }, NOW)).toBe('2027-01-24')
  })
})

describe('what is similar', () => {
  const known = (title: string, text = '') =>
    ({ title, text, titles: {}, placeName: undefined, id: title }) as unknown as Proposal
  const all = [
    known('Борбордук көчөгө жарык', 'Көчө караңгы, чырак керек'),
    known('Мектепке көпүрө', 'Балдар суудан өтөт'),
    known('Уличное освещение', 'На центральной улице темно, нужны лампы'),
  ]
  const found = (title: string, text = '') => similarTo({ title, text }, all, 3).map(one => one.id)

  it('shares words, whatever their endings and letters', () => {
    expect(found('Кочонун жарыгы', 'Борбордук көчөдө караңгы')).toEqual(['Борбордук көчөгө жарык'])
    expect(found('Освещение улиц')).toEqual(['Уличное освещение'])
    expect(found('Жаңы көпүрө мектепте')).toEqual(['Мектепке көпүрө'])
  })

  it('is not found where nothing is shared, or nothing typed', () => {
    expect(found('Футбол талаасы')).toEqual([])
    expect(found('')).toEqual([])
    expect(found('на и же')).toEqual([])
  })
})

describe('the form of a proposal', () => {
  const typed = { title: 'Көпүрө', text: 'Мектепке барган балдар суудан өтөт, көпүрө керек.', name: 'А', form: 'x'.repeat(32) }
  const codes = (more: object) => {
    const read = newProposalForm.safeParse({ ...typed, ...more })
    return read.success ? [] : read.error.issues.map(one => one.message)
  }

  it('takes amounts as people say them, and points within the country', () => {
    const read = (roughCost: string) => newProposalForm.parse({ ...typed, roughCost }).roughCost
    expect(read('350 миң')).toBe(35_000_000)
    expect(read('1,5 млн сом')).toBe(150_000_000)
    expect(newProposalForm.parse({ ...typed, latitude: '41,401', longitude: '71.4795' })).toMatchObject({
      ...{ latitude: 41.401, longitude: 71.4795 },
    })
  })

  it.each([
    [{ title: '  ' }, ['proposal.title']],
    [{ text: '' }, ['proposal.text']],
    [{ name: undefined }, ['proposal.name']],
    [{ title: 'а'.repeat(121) }, ['form.tooLong']],
    [{ roughCost: 'көп' }, ['proposal.cost']],
    [{ roughCost: '-5' }, ['proposal.cost']],
    [{ roughCost: '0' }, ['proposal.cost']],
    [{ latitude: '41.4' }, ['proposal.coordinates']],
    [{ latitude: '55.7', longitude: '37.6' }, ['proposal.outside', 'proposal.outside']],
    [{ latitude: 'x', longitude: '71' }, ['proposal.coordinates']],
    [{ email: 'a@b' }, ['proposal.email']],
    [{ email: 'a@b.kg,c@d.kg' }, ['proposal.email']],
    [{ phone: 'телефон' }, ['proposal.phone']],
    [{ form: '' }, ['form.invalid']],
    [{ area: '../x' }, ['form.invalid']],
  ])('refuses %j', (more, expected) => expect(codes(more)).toEqual(expect.arrayContaining(expected as string[])))
})

describe('a title for words that have none', () => {
  it.each([
    ['Көпүрө керек. Балдар суудан өтөт.', 'Көпүрө керек'],
    ['Чырак\nкоюңуздар', 'Чырак'],
    ['  Суу түтүгү  ', 'Суу түтүгү'],
    ['Канча болот? Билбейм', 'Канча болот?'],
  ])('%j → %j', (text, title) => expect(titleFrom(text)).toBe(title))
  it('is cut between words', () => {
    const long = titleFrom('айыл '.repeat(60))
    expect(long.length).toBeLessThanOrEqual(120)
    expect(long).toMatch(/айыл…$/)
  })
})
