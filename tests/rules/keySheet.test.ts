import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rebuildKey, splitKey } from '#features/participatory-budgeting/ballots/keyShares.ts'
import { DEMO_PUBLIC_KEY, DEMO_SHEETS } from '#features/participatory-budgeting/ballots/rules/demoKey.ts'
import { keyIdOf, readSheet, sheetLines } from '#features/participatory-budgeting/ballots/rules/keySheet.ts'
import { publicKeyOf } from '#features/participatory-budgeting/ballots/rules/seal.ts'
import { refusedWith } from '#platform/result.ts'

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const pairs = [[0, 1], [1, 0], [0, 2], [2, 0], [1, 2], [2, 1]] as const // prettier-ignore

describe('the sheets of a key', () => {
  it('give the key back from any two, in either order, whatever the key', async () => {
    for (let n = 0; n < 20; n += 1) {
      const key = randomBytes(32)
      const publicKey = publicKeyOf(key)
      const sheets = (await splitKey(key, publicKey)).map(one => sheetLines(one).join('\n'))
      for (const [first, second] of pairs) {
        const rebuilt = await rebuildKey({ sheet1: sheets[first] ?? '', sheet2: sheets[second] ?? '' }, publicKey)
        expect(rebuilt.ok && Buffer.from(rebuilt.value).equals(key)).toBe(true)
      }
    }
  })

  it('never take one wrong character, and name the line it is in', () => {
    const [sheet] = [{ number: 2, keyId: keyIdOf('key'), share: new Uint8Array(randomBytes(33)) }]
    const lines = sheetLines(sheet)
    expect(readSheet(lines.join('\n'), 'sheet1')).toEqual({ ok: true, value: sheet })
    fc.assert(
      fc.property(fc.nat(5), fc.nat(11), fc.constantFrom(...LETTERS), (line, at, letter) => {
        const plain = (lines[line] ?? '').replaceAll(' ', '')
        if (plain[at] === letter) return
        const wrong = lines.map((one, n) => (n === line ? plain.slice(0, at) + letter + plain.slice(at + 1) : one))
        const read = readSheet(wrong.join('\n'), 'sheet1')
        expect(!read.ok && read.refusals).toEqual([{ code: 'box.sheetLine', path: 'sheet1', values: { line: line + 1 } }])
      }),
    )
  })

  it('notice lines in another order, of two sheets, or missing', () => {
    const one = sheetLines({ number: 1, keyId: keyIdOf('key'), share: new Uint8Array(randomBytes(33)) })
    const other = sheetLines({ number: 2, keyId: keyIdOf('key'), share: new Uint8Array(randomBytes(33)) })
    expect(refusedWith(readSheet([one[1], one[0], ...one.slice(2)].join('\n'), 'a'), 'box.sheetLine')).toBe(true)
    expect(refusedWith(readSheet([...one.slice(0, 5), other[5]].join('\n'), 'a'), 'box.sheetMixed')).toBe(true)
    expect(refusedWith(readSheet(one.slice(0, 5).join('\n'), 'a'), 'box.sheetLines')).toBe(true)
    expect(refusedWith(readSheet(' \n', 'a'), 'box.sheetMissing')).toBe(true)
  })

  it('say nothing of the key one by one: any share of a sheet fits any key', async () => {
    // Two keys, one and the same first sheet's share cannot be told apart: shares of one key differ each time it is split.
    const key = randomBytes(32)
    const shares = await Promise.all(Array.from({ length: 8 }, () => splitKey(key, publicKeyOf(key))))
    expect(new Set(shares.map(sheets => Buffer.from(sheets[0]?.share ?? []).toString('hex'))).size).toBe(8)
  })

  it('of the demo open the demo key', async () => {
    const sheets = DEMO_SHEETS.map(lines => lines.join('\n'))
    for (const [first, second] of pairs)
      expect((await rebuildKey({ sheet1: sheets[first] ?? '', sheet2: sheets[second] ?? '' }, DEMO_PUBLIC_KEY)).ok).toBe(true)
  })
})
