import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hearingCalendar } from '#features/hearings/hearingCalendar.ts'
import { attendanceOf, shareOfWomen, sumAttendance } from '#features/hearings/rules/attendance.ts'
import { usualYear } from '#features/hearings/rules/budgetYear.ts'
import {
  type Hearing,
  HEARING_STATES,
  neededFor,
  PARTS,
  phaseOf,
  textFor,
  whyNoItems,
  whyNotComing,
  whyNotHeld,
} from '#features/hearings/rules/hearing.ts'
import { countItems, fatesOf, ITEM_KINDS, storedDecision } from '#features/hearings/rules/items.ts'
import { instantOf, noticeDays, timeInBishkek } from '#features/hearings/rules/schedule.ts'
import { type HeldHearing, totalHearings, TOTALS_BY, totalsBy } from '#features/hearings/rules/totals.ts'
import type { IsoDate } from '#platform/dates.ts'

const at = (text: string) => new Date(`${text}+06:00`)
const [startsAt, endsAt] = [at('2026-12-12T14:00:00'), at('2026-12-12T16:00:00')]
const [before, during, after] = [at('2026-12-12T13:59:00'), at('2026-12-12T15:00:00'), at('2026-12-12T16:00:00')]

describe('a hearing', () => {
  it('stands somewhere at every time in every state', () => {
    const table = HEARING_STATES.map(state => [
      state,
      ...[before, during, after].map(now => phaseOf({ state, startsAt, endsAt }, now)),
    ])
    expect(table).toEqual([
      ['draft', 'draft', 'draft', 'draft'],
      ['announced', 'coming', 'now', 'awaitingResults'],
      ['held', 'coming', 'now', 'awaitingResults'],
      ['resultsPublished', 'done', 'done', 'done'],
      ['cancelled', 'cancelled', 'cancelled', 'cancelled'],
    ])
  })

  it('takes items once announced, people once begun, and moves until then', () => {
    const table = HEARING_STATES.map(state => [
      state,
      whyNoItems({ state }),
      ...[before, during].flatMap(now => [whyNotHeld({ state, startsAt }, now), whyNotComing({ state, startsAt }, now)]),
    ])
    const [cancelled, unknown, over] = ['hearing.isCancelled', 'hearing.notAnnounced', 'hearing.isOver']
    expect(table).toEqual([
      ['draft', unknown, unknown, unknown, unknown, unknown],
      ['announced', undefined, 'hearing.notYet', undefined, undefined, over],
      ['held', undefined, 'hearing.notYet', over, undefined, over],
      ['resultsPublished', undefined, 'hearing.notYet', over, undefined, over],
      ['cancelled', cancelled, cancelled, cancelled, cancelled, cancelled],
    ])
  })

  it('is changed by who may publish, wherever everybody reads it already', () => {
    for (const part of PARTS)
      for (const state of HEARING_STATES) {
        const open = state === 'resultsPublished' || (part === 'announcement' && state !== 'draft')
        expect(neededFor(part, { state }), `${part} ${state}`).toBe(open ? 'hearing.publish' : 'hearing.write')
      }
  })

  it('speaks Kyrgyz where another language is missing', () => {
    expect(textFor({ ky: 'Угуу', ru: '' }, 'ru')).toEqual({ text: 'Угуу', lang: 'ky' })
    expect(textFor({ ky: 'Угуу', ru: 'Слушания' }, 'ru')).toEqual({ text: 'Слушания', lang: 'ru' })
  })

  it('is about the year that councils hear at that time', () => {
    expect(
      (['2026-02-10', '2026-06-20', '2026-12-01'] as IsoDate[]).map(day => [
        ...(['draftBudget', 'execution', 'other'] as const).map(kind => usualYear(kind, day)),
      ]),
    ).toEqual([
      [2026, 2025, undefined],
      [2027, 2025, undefined],
      [2027, 2025, undefined],
    ])
  })

  it('counts days of notice by the calendar of Bishkek', () => {
    expect(noticeDays(at('2026-12-01T23:59:00'), at('2026-12-02T00:01:00'))).toBe(1)
    expect(noticeDays(at('2026-12-01T00:01:00'), at('2026-12-01T23:00:00'))).toBe(0)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), (hour, minute) => {
        const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
        expect(timeInBishkek(instantOf('2026-03-29' as IsoDate, time))).toBe(time)
      }),
    )
  })
})

describe('people of a hearing', () => {
  const count = fc.option(fc.integer({ min: 0, max: 500 }), { nil: undefined })
  const rows = fc.uniqueArray(fc.record({ village: fc.string({ minLength: 1, maxLength: 5 }), women: count, men: count, total: count }), { selector: row => row.village }) // prettier-ignore

  it('never sum to less than their parts, and women are never more than those counted', () => {
    fc.assert(
      fc.property(rows, typed => {
        const kept = attendanceOf(typed)
        if (!kept.ok) return
        const sum = sumAttendance(kept.value)
        expect(sum.people).toBeGreaterThanOrEqual(sum.counted)
        expect(sum.counted).toBe(sum.women + sum.men)
        const share = shareOfWomen(sum)
        if (share !== undefined) expect(share >= 0 && share <= 1).toBe(true)
      }),
    )
  })

  it('are completed where one number follows from two, and refused where they contradict', () => {
    expect(attendanceOf([{ village: 'А', women: 25, men: 46 }])).toMatchObject({ value: [{ total: 71 }] })
    expect(attendanceOf([{ village: 'А', women: 25, total: 71 }])).toMatchObject({ value: [{ men: 46 }] })
    expect(attendanceOf([{ village: 'А', men: 46, total: 71 }])).toMatchObject({ value: [{ women: 25 }] })
    expect(attendanceOf([{ village: 'А', total: 9 }])).toMatchObject({ value: [{ women: undefined, men: undefined }] })
    expect(attendanceOf([{ village: 'А', women: 5, men: 5, total: 9 }])).toMatchObject({
      refusals: [{ code: 'attendance.totalTooSmall', path: 'rows.0.total' }],
    })
    expect(attendanceOf([{ village: 'А', total: 1 }, { village: 'А', total: 1 }])).toMatchObject({ refusals: [{ code: 'attendance.villageTwice' }] }) // prettier-ignore
    expect(attendanceOf([{ village: 'А' }])).toMatchObject({ refusals: [{ code: 'attendance.nobody' }] })
    expect(shareOfWomen({ women: 0, counted: 0 })).toBeUndefined()
  })
})

describe('what came of items', () => {
  it('keeps nothing of another fate', () => {
    expect(storedDecision({ fate: 'notTaken', reason: 'x' })).toMatchObject({ budgetLineId: null, takenInto: null, answer: null })
    expect(storedDecision({ fate: 'taken', takenInto: 'x', budgetLineId: 'l' })).toMatchObject({ reason: null, answer: null })
    expect(storedDecision({ fate: 'open' })).toEqual({ fate: 'open', answer: null, budgetLineId: null, takenInto: null, reason: null }) // prettier-ignore
  })

  it('adds up', () => {
    const item = fc.constantFrom(...ITEM_KINDS).chain(kind => fc.record({ kind: fc.constant(kind), fate: fc.constantFrom(...fatesOf(kind)) })) // prettier-ignore
    fc.assert(
      fc.property(fc.array(item), items => {
        const counts = countItems(items)
        expect(counts.proposals + counts.questions).toBe(items.length)
        expect(counts.taken + counts.notTaken + counts.undecided).toBe(counts.proposals)
      }),
    )
  })

  it('sums to the same whole however the country is cut', () => {
    const held = fc.record({
      municipalityId: fc.constantFrom('a', 'b', 'c'),
      kind: fc.constantFrom('draftBudget' as const, 'execution' as const),
      startsAt: fc.date({ min: at('2024-01-01T00:00:00'), max: at('2027-01-01T00:00:00'), noInvalidDate: true }),
      attendance: fc.constant({ people: 10, women: 4, men: 5, counted: 9 }),
      proposals: fc.nat(9),
      taken: fc.constant(1),
    }) satisfies fc.Arbitrary<HeldHearing>
    const oblasts = new Map([
      ['a', 'o1'],
      ['b', 'o1'],
    ])
    fc.assert(
      fc.property(fc.array(held), fc.constantFrom(...TOTALS_BY), (all, by) => {
        const whole = totalHearings(all)
        const parts = totalsBy(all, by, oblasts).map(row => row.totals)
        for (const what of ['hearings', 'people', 'women', 'proposals', 'taken'] as const)
          expect(parts.reduce((sum, part) => sum + part[what], 0)).toBe(whole[what])
      }),
    )
  })
})

describe('the calendar', () => {
  const municipality = { id: 'm', slug: 'ala-buka', kind: 'aiyl_aimak' as const, standing: 'confirmed' as const, names: { ky: 'Ала-Бука айыл аймагы', ru: 'айылный аймак Ала-Бука', en: 'Ala-Buka' } } // prettier-ignore
  const hearing: Hearing = {
    ...{ id: 'abc1234', municipalityId: 'm', kind: 'draftBudget', budgetYear: 2027, title: { ky: 'Угуу; бюджет, 2027' } },
    ...{ lead: { ky: 'Келиңиз' }, startsAt, endsAt, venue: 'Маданият үйү', village: 'Ала-Бука', onlineUrl: undefined },
    ...{ state: 'announced', announcedAt: before, resultsAt: undefined, cancelledAt: undefined, cancelReason: undefined },
    ...{ sequence: 0, minutes: undefined, version: 1, minutesVersion: 0, attendanceVersion: 0, changedAt: before, isDemo: false },
    ...{ agenda: [], moves: [] },
  }
  const events = (one: Hearing) => {
    const text = hearingCalendar('ky', 'Угуулар', [{ hearing: one, municipality }], 'https://ashar.example')
    // Lines of more than 75 octets are folded.
    return new Map(text.replace(/\r\n[ \t]/g, '').split('\r\n').map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)] as const)) // prettier-ignore
  }

  it('tells the instant, the place and the address, with the letters that it must escape', () => {
    const event = events(hearing)
    expect(Object.fromEntries(event)).toMatchObject({
      VERSION: '2.0',
      UID: 'hearing-abc1234@ashar.example',
      SEQUENCE: '0',
      DTSTART: '20261212T080000Z',
      DTEND: '20261212T100000Z',
      STATUS: 'CONFIRMED',
      'X-WR-TIMEZONE': 'Asia/Bishkek',
      LOCATION: 'Ала-Бука\\, Маданият үйү',
    })
    expect(event.get('SUMMARY')).toContain('Угуу\\; бюджет\\, 2027')
    expect([...event].find(([name]) => name.startsWith('URL'))?.[1]).toBe('https://ashar.example/ky/m/ala-buka/hearings/abc1234')
  })

  it('keeps its UID when it moves or is cancelled, and raises its sequence', () => {
    const moved = events({ ...hearing, sequence: 1, startsAt: endsAt, endsAt: at('2026-12-12T18:00:00') })
    const cancelled = events({ ...hearing, sequence: 2, state: 'cancelled', cancelReason: 'Карантин' })
    expect([moved.get('UID'), moved.get('SEQUENCE'), moved.get('DTSTART')]).toEqual([
      ...['hearing-abc1234@ashar.example', '1', '20261212T100000Z'],
    ])
    expect([cancelled.get('UID'), cancelled.get('SEQUENCE'), cancelled.get('STATUS')]).toEqual([
      ...['hearing-abc1234@ashar.example', '2', 'CANCELLED'],
    ])
    expect(cancelled.get('DESCRIPTION')).toContain('Карантин')
  })
})
