import { describe, expect, it } from 'vitest'
import { keptFor } from '#platform/keptFor.ts'

const at = (text: string) => new Date(`2026-11-25T${text}Z`)

describe('a page that the clock changes', () => {
  it('is kept for an hour, but not past midnight in Bishkek', () => {
    expect(keptFor(at('12:00:00'))).toBe(3_600)
    // 23:50 in Bishkek.
    expect(keptFor(at('17:50:00'))).toBe(600)
    expect(keptFor(at('18:00:00'))).toBe(3_600)
  })

  it('nor past what happens next on it', () => {
    expect(keptFor(at('12:00:00'), [at('11:00:00'), at('12:20:00'), at('12:40:00')])).toBe(1_200)
    expect(keptFor(at('12:00:00'), [at('12:00:00')])).toBe(3_600)
    expect(keptFor(at('12:00:00'), [at('12:00:00.250')])).toBe(1)
  })
})
