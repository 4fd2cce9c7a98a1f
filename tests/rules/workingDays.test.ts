import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readHolidays } from '#features/feedback/readHolidays.ts'
import type { IsoDate } from '#platform/dates.ts'
import { addWorkingDays, isWorkingDay, workingDaysBetween } from '#platform/workingDays.ts'

const holidays = readHolidays()
const day = (text: string) => text as IsoDate
const date = fc
  .integer({ min: Date.parse('2025-01-01'), max: Date.parse('2028-12-31') })
  .map(ms => new Date(ms).toISOString().slice(0, 10) as IsoDate)
const few = fc.integer({ min: 0, max: 60 })

describe('working days', () => {
  it.each([
    ['2026-11-25', 14, '2026-12-15'],
    ['2026-11-27', 1, '2026-11-30'],
    ['2026-11-28', 1, '2026-11-30'],
    ['2026-11-28', 0, '2026-11-30'],
    ['2026-12-30', 1, '2026-12-31'],
    ['2026-12-31', 1, '2027-01-08'],
    ['2025-12-31', 1, '2026-01-13'],
    ['2026-03-19', 1, '2026-03-23'],
    ['2026-04-30', 1, '2026-05-11'],
    // Days of work since February 2025.
    ['2026-11-06', 1, '2026-11-09'],
    ['2025-11-06', 1, '2025-11-07'],
  ])('count %s plus %i as %s', (from, n, to) => expect(addWorkingDays(day(from), n, holidays)).toBe(to))

  it('work on a weekend that was made a day of work', () => {
    const moved = { daysOff: new Set(['2026-06-01']), workedDays: new Set(['2026-05-30']) }
    expect(addWorkingDays(day('2026-05-29'), 1, moved)).toBe('2026-05-30')
    expect(addWorkingDays(day('2026-05-29'), 2, moved)).toBe('2026-06-02')
  })

  it('never end on a day off, grow with every day, and add up', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 60 }), few, (from, a, b) => {
        const end = addWorkingDays(from, a, holidays)
        expect(isWorkingDay(end, holidays)).toBe(true)
        expect(addWorkingDays(from, a + 1, holidays) > end).toBe(true)
        expect(addWorkingDays(end, b, holidays)).toBe(addWorkingDays(from, a + b, holidays))
      }),
    )
  })

  it('between two dates are what was added, and turn with their order', () => {
    fc.assert(
      fc.property(date, few, (from, n) => {
        const end = addWorkingDays(from, n, holidays)
        // From a day off, no day and one day end on the same day.
        expect(workingDaysBetween(from, end, holidays)).toBe(n === 0 && end !== from ? 1 : n)
        expect(workingDaysBetween(end, from, holidays)).toBe(-workingDaysBetween(from, end, holidays) || 0)
      }),
    )
  })

  it('stop at data without any day of work', () => {
    const none = { daysOff: new Set(Array.from({ length: 800 }, (_, n) => new Date(Date.parse('2026-01-01') + n * 86_400_000).toISOString().slice(0, 10))), workedDays: new Set<string>() } // prettier-ignore
    expect(() => addWorkingDays(day('2026-01-01'), 1, none)).toThrow('no working day')
  })
})

describe('the list of holidays', () => {
  it('covers this year and the next two, and says how sure each day is', () => {
    expect(holidays.until).toBeGreaterThanOrEqual(2028)
    for (const one of holidays.listed.filter(one => ['orozoAit', 'kurmanAit'].includes(one.name) && one.from > '2026-11'))
      expect(one.standing).toBe('toConfirm')
  })
})
