import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fingerprintOf, readReceipt, receiptOf, showReceipt } from '#features/participatory-budgeting/ballots/rules/receipt.ts'
import { openEnvelope, publicKeyOf, sealBallot } from '#features/participatory-budgeting/ballots/rules/seal.ts'
import { refusedWith } from '#platform/result.ts'

const privateKey = randomBytes(32)
const publicKey = publicKeyOf(privateKey)
const sealed = (text: string, length = 512, key = publicKey): string => {
  const one = sealBallot(key, text, randomBytes, length)
  if (!one.ok) throw new Error(one.refusals[0].code)
  return one.value
}

describe('sealing a ballot', () => {
  it('opens with the private key and gives the text again, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), text => {
        expect(openEnvelope(privateKey, sealed(text, 4096))).toEqual({ ok: true, value: text })
      }),
      { numRuns: 60 },
    )
  })

  it('gives every text the same length, and never the same envelope twice', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 120 }), fc.string({ maxLength: 120 }), (one, other) => {
        expect(sealed(one).length).toBe(sealed(other).length)
        expect(sealed(one)).not.toBe(sealed(one))
      }),
      { numRuns: 30 },
    )
  })

  it('refuses a text longer than the length of all, to the byte', () => {
    expect(sealBallot(publicKey, 'ү'.repeat(256), randomBytes, 512).ok).toBe(true)
    expect(refusedWith(sealBallot(publicKey, `${'ү'.repeat(256)}a`, randomBytes, 512), 'vote.tooLong')).toBe(true)
  })

  it('does not open with another key, nor when one bit was changed or a byte cut off', () => {
    const one = Buffer.from(sealed('{"choices":[]}'), 'base64url')
    expect(refusedWith(openEnvelope(randomBytes(32), one.toString('base64url')), 'box.unopenable')).toBe(true)
    fc.assert(
      fc.property(fc.nat(one.length * 8 - 1), bit => {
        // The highest bit of an X25519 key is not part of it (RFC 7748), but the key goes into the derivation as it is.
        const changed = Buffer.from(one)
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(openEnvelope(privateKey, changed.toString('base64url')).ok).toBe(false)
      }),
      { numRuns: 200 },
    )
    for (const length of [0, 10, 47, 48, 52, one.length - 1])
      expect(openEnvelope(privateKey, one.subarray(0, length).toString('base64url')).ok).toBe(false)
  })
})

describe('a receipt', () => {
  it('is the same for the same form, another for another form or cycle, and is read back as people type it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (secret, other) => {
        const receipt = receiptOf('a-2026', secret)
        expect(receiptOf('a-2026', secret)).toBe(receipt)
        expect(receiptOf('b-2026', secret)).not.toBe(receipt)
        if (other !== secret) expect(receiptOf('a-2026', other)).not.toBe(receipt)
        expect(readReceipt(` ${showReceipt(receipt).toLowerCase()} `)).toBe(receipt)
      }),
    )
  })

  it('with one wrong character is no receipt', () => {
    const receipt = receiptOf('a-2026', 'secret')
    for (let at = 0; at < receipt.length; at += 1)
      for (const character of '0123456789ABCDEFGHJKMNPQRSTVWXYZ')
        if (character !== receipt[at])
          expect(readReceipt(receipt.slice(0, at) + character + receipt.slice(at + 1))).toBeUndefined()
  })

  it('has a fingerprint that moves with choices, number and salt', () => {
    const choices = [{ project: 'a', points: 3 }]
    const mine = fingerprintOf(choices, 'R', 'salt')
    expect(fingerprintOf([{ points: 3, project: 'a' }], 'R', 'salt')).toBe(mine)
    const others = [fingerprintOf([{ project: 'a', points: 2 }], 'R', 'salt'), fingerprintOf(choices, 'S', 'salt')]
    others.push(fingerprintOf(choices, 'R', 'salz'), fingerprintOf([], 'R', 'salt'))
    expect(new Set([mine, ...others]).size).toBe(5)
    expect(mine).toMatch(/^[0-9a-f]{64}$/)
  })
})
