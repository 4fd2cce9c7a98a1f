import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeReference, makeTrackingCode, parseReference } from '#features/feedback/rules/reference.ts'
import { checkCharacter, codeOf, normalizeCode } from '#platform/codes.ts'

const ALPHABET = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ']
const code = (length: number) => fc.array(fc.constantFrom(...ALPHABET), { minLength: length, maxLength: length })
const whole = (characters: readonly string[]) => [...characters, checkCharacter(characters.join(''))]
const sound = (characters: readonly string[]) => checkCharacter(characters.slice(0, -1).join('')) === characters.at(-1)
const bytes = fc.uint8Array({ minLength: 7, maxLength: 7 })

describe('the check character', () => {
  it('finds every single wrong character, wherever it stands', () => {
    // Exhaustive over positions and replacements, for codes that fast-check draws.
    fc.assert(
      fc.property(code(7), characters => {
        const right = whole(characters)
        for (const position of right.keys())
          for (const other of ALPHABET) if (other !== right[position]) expect(sound(right.with(position, other))).toBe(false)
      }),
      { numRuns: 200 },
    )
  })

  it('finds every swap of unequal neighbours, the check character included', () => {
    fc.assert(
      fc.property(code(7), characters => {
        const right = whole(characters)
        for (let at = 0; at + 1 < right.length; at += 1) {
          const [a = '', b = ''] = [right[at], right[at + 1]]
          if (a !== b) expect(sound(right.with(at, b).with(at + 1, a))).toBe(false)
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('weighs thirty positions apart', () => {
    const first = Array.from({ length: 30 }, (_, at) =>
      checkCharacter('0'.repeat(at).padEnd(30, '0').split('').with(at, '1').join('')),
    )
    expect(new Set(first).size).toBe(30)
  })
})

describe('a reference', () => {
  it('is read again however a person writes it', () => {
    fc.assert(
      fc.property(bytes, drawn => {
        const reference = makeReference(() => Buffer.from(drawn))
        expect(reference).toMatch(/^KG-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
        const written = [
          reference,
          reference.toLowerCase(),
          reference.replaceAll('-', ' '),
          reference.slice(3),
          ` ${reference.replaceAll('-', '')} `,
          reference.slice(0, 3) + reference.slice(3).replaceAll('1', 'l').replaceAll('0', 'o').replaceAll('V', 'u'),
        ]
        for (const text of written) expect(parseReference(text)).toEqual({ ok: true, value: reference })
      }),
    )
  })

  it('tells one wrong character from what is no reference at all', () => {
    const reference = makeReference(() => Buffer.from([1, 2, 3, 4, 5, 6, 7]))
    const wrong = reference.slice(0, 3) + (reference[3] === '9' ? '8' : '9') + reference.slice(4)
    expect(parseReference(wrong)).toMatchObject({ ok: false, refusals: [{ code: 'reference.oneWrong' }] })
    for (const text of ['', 'KG', 'KG-123', 'hello there', '12345678901234567890', 'KG-****-****', 'ЖЖЖЖЖЖЖЖ'])
      expect(parseReference(text)).toMatchObject({ ok: false, refusals: [{ code: 'reference.unreadable' }] })
  })

  it('is never read from other text by throwing', () => {
    fc.assert(fc.property(fc.string(), text => typeof parseReference(text).ok === 'boolean'))
  })
})

it('a tracking code has twelve characters and reads the same without its dashes', () => {
  const tracking = makeTrackingCode(size => Buffer.alloc(size, 17))
  expect(normalizeCode(tracking)).toBe(codeOf(Buffer.alloc(12, 17)))
  expect(normalizeCode(tracking)).toHaveLength(12)
})
