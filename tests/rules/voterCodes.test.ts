import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newCode, printedCode, readCode } from '#features/participatory-budgeting/voters/rules/code.ts'
import { readSerial, serialOf } from '#features/participatory-budgeting/voters/rules/batch.ts'
import { ageBandOf } from '#features/participatory-budgeting/voters/rules/localRoll.ts'
import { mergeSmall, turnoutOf, withUrns } from '#features/participatory-budgeting/voters/rules/turnout.ts'
import { guessDelay } from '#features/participatory-budgeting/voters/rules/guessing.ts'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codes = fc.uint8Array({ minLength: 15, maxLength: 15 }).map(newCode)

describe('voting codes', () => {
  it('carry every one of 75 bits, each character five', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 15, maxLength: 15 }), bytes => {
        const code = newCode(bytes)
        expect(code).toHaveLength(16)
        expect(Array.from(code.slice(0, 15), one => ALPHABET.indexOf(one))).toEqual(Array.from(bytes, byte => byte & 31))
      }),
    )
  })

  it('are read as they are printed, in any case, and without dashes', () => {
    fc.assert(
      fc.property(codes, code => {
        expect(printedCode(code)).toMatch(/^(.{4}-){3}.{4}$/)
        for (const typed of [code, printedCode(code), printedCode(code).toLowerCase(), ` ${[...code].join(' ')}\n`])
          expect(readCode(typed)).toBe(code)
      }),
    )
  })

  it('are read as a Cyrillic keyboard writes what is seen', () => {
    const seen: Record<string, string> = { A: 'А', B: 'В', C: 'С', E: 'Е', H: 'Н', K: 'К', M: 'М', P: 'Р', T: 'Т', X: 'Х', Y: 'У', '0': 'О', '3': 'З', '1': 'l' } // prettier-ignore
    fc.assert(
      fc.property(codes, fc.boolean(), (code, small) => {
        const typed = Array.from(printedCode(code), one => seen[one] ?? one).join('')
        expect(readCode(small ? typed.toLowerCase() : typed)).toBe(code)
      }),
    )
  })

  it('show every wrong letter, wherever it stands', () => {
    fc.assert(
      fc.property(codes, fc.integer({ min: 0, max: 15 }), fc.constantFrom(...ALPHABET), (code, at, letter) => {
        fc.pre(code[at] !== letter)
        expect(readCode(code.slice(0, at) + letter + code.slice(at + 1))).toBeUndefined()
      }),
      { numRuns: 2_000 },
    )
    const code = newCode(Uint8Array.from({ length: 15 }, (_, at) => at * 7))
    for (let at = 0; at < 16; at += 1)
      for (const letter of ALPHABET)
        if (letter !== code[at]) expect(readCode(code.slice(0, at) + letter + code.slice(at + 1))).toBeUndefined()
  })

  it('show neighbours that changed places, a letter left out and one too many', () => {
    fc.assert(
      fc.property(codes, fc.integer({ min: 0, max: 14 }), fc.constantFrom(...ALPHABET), (code, at, letter) => {
        const [a = '', b = ''] = [code[at], code[at + 1]]
        if (a !== b) expect(readCode(code.slice(0, at) + b + a + code.slice(at + 2))).toBeUndefined()
        expect(readCode(code.slice(0, at) + code.slice(at + 1))).toBeUndefined()
        expect(readCode(code.slice(0, at) + letter + code.slice(at))).toBeUndefined()
      }),
    )
  })

  it('take nothing else for a code', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), typed => {
        const code = readCode(typed)
        if (code !== undefined) expect(readCode(printedCode(code))).toBe(code)
      }),
    )
    for (const typed of ['', ' ', '0'.repeat(15), 'Ж'.repeat(16), '-'.repeat(1e6)]) expect(readCode(typed)).toBeUndefined()
  })
})

describe('age bands', () => {
  it('follow the year of the vote', () => {
    const bands = [2011, 2010, 2002, 2001, 1966, 1900, undefined].map(year => ageBandOf(year, 2026))
    expect(bands).toEqual(['0-15', '16-24', '16-24', '25-34', '60+', '60+', undefined])
  })
})

describe('serials', () => {
  it('are read as people write them', () => {
    for (const typed of ['2-017', '2-17', ' 2 – 17 ', '№2/17', '2.017', '2 017']) expect(readSerial(typed)).toBe('2-017')
    for (const typed of ['', '2', '2-', 'a-1', '2-17-3', '2-1234567']) expect(readSerial(typed)).toBeUndefined()
    expect(serialOf(12, 1000)).toBe('12-1000')
  })
})

describe('small cells of the turnout', () => {
  const cells = fc
    .array(
      fc.record({ voted: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 40 })), entitled: fc.integer({ min: 0, max: 90 }) }),
      { maxLength: 8 },
    )
    .map(all => all.map((one, at) => ({ ...one, name: `n${at}` })))

  it('are put together so that nothing is lost, nothing small is shown, and no single one is had by subtracting', () => {
    fc.assert(
      fc.property(cells, fc.integer({ min: 1, max: 30 }), (all, least) => {
        const { cells: shown, merged } = mergeSmall(all, least)
        const voted = (from: readonly { voted: number }[]) => from.reduce((sum, one) => sum + one.voted, 0)
        expect(voted(shown) + (merged?.voted ?? 0)).toBe(voted(all))
        const there = all.filter(one => one.voted > 0 || one.entitled > 0)
        if (there.length > 1) for (const one of shown) expect(one.voted).toBeGreaterThanOrEqual(least)
        if (!merged) return
        expect(merged.names.length).toBeGreaterThan(1)
        // Together they are enough, or everything is together and equals the total.
        expect(merged.voted >= least || shown.length === 0).toBe(true)
      }),
    )
  })
})

describe('the delay after wrong codes', () => {
  it('is nothing for three, then grows and stays below a quarter of a minute', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 100].map(guessDelay)).toEqual([0, 0, 0, 1e3, 2e3, 4e3, 8e3, 15e3, 15e3, 15e3])
  })
})

describe('the turnout of all channels', () => {
  const code = { areaId: 'east', channel: 'code' as const, onRoll: 0, voted: 40, unfinished: 0 }
  const marked = {
    areaId: 'east',
    channel: 'paper' as const,
    sex: 'female',
    ageBand: '60+',
    onRoll: 12,
    voted: 12,
    unfinished: 0,
  }
  const least = { leastCell: 10, leastBallots: 30 }

  it('takes who voted on paper from the urns, and counts nobody twice who was marked on the roll', () => {
    const counts = withUrns(
      [code, marked],
      [
        { areaId: 'east', voted: 30 },
        { areaId: 'west', voted: 35 },
      ],
    )
    const turnout = turnoutOf(counts, least)
    expect(turnout.voted).toBe(40 + 30 + 35)
    expect(turnout.byChannel.cells).toEqual([
      { name: 'code', voted: 40 },
      { name: 'paper', voted: 65 },
    ])
    expect(turnout.byArea.cells.map(one => [one.name, one.voted])).toEqual([
      ['east', 70],
      ['west', 35],
    ])
    expect(turnout.onRoll).toBe(12)
  })

  it('keeps a mark without a ballot, and is the roll alone where no urn was counted', () => {
    expect(withUrns([code, marked], [{ areaId: 'east', voted: 3 }])).toEqual([code, marked])
    expect(withUrns([code, marked], [])).toEqual([code, marked])
  })
})
