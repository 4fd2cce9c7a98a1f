import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deviceLabel } from '#features/identity/rules/deviceLabel.ts'
import { fieldsToKeep, isWriting, keepsForms, MOST_KEPT_BYTES } from '#features/identity/rules/keptForm.ts'
import { kindOfCode, recoveryCodeOf } from '#features/identity/rules/recoveryCode.ts'

const OFFICE = '/ky/office/ala-buka/reports/1'

describe('a form that came without a session', () => {
  it('is kept for pages on which people write, and for no others', () => {
    for (const path of [OFFICE, '/ru/desk', '/en/account', '/ru/desk/feedback/KG-1']) expect(keepsForms(path), path).toBe(true)
    for (const path of [
      '/ky/',
      '/ky/sign-in',
      '/ky/officer',
      '/xx/office/a',
      '/api/v1/feedback',
      '/ky/m/a/feedback',
      '//office/',
      '/ky/kept',
      // Key sheets of a ballot box are typed there.
      '/ky/office/ala-buka/pb/ala-buka-2026/key',
      '/ky/office/ala-buka/pb/ala-buka-2026/key?done=make',
    ])
      expect(keepsForms(path), path).toBe(false)
  })

  it('keeps every text in order, repeated names too, and names of files, but neither passwords nor their bytes', () => {
    const file = { name: 'токтом.pdf', size: 12 }
    const kept = fieldsToKeep(OFFICE, [['text', 'a'], ['tag[]', '1'], ['tag[]', '2'], ['code', '2111'], ['newPassword', 'x'], ['apiToken', 'x'], ['file', file], ['other', { name: '', size: 0 }]]) // prettier-ignore
    expect(kept).toEqual({ fields: [['text', 'a'], ['tag[]', '1'], ['tag[]', '2'], ['code', '2111']], files: ['токтом.pdf'] }) // prettier-ignore
  })

  it('keeps nothing of what is empty, too large, or a button of the account page', () => {
    expect(
      fieldsToKeep(OFFICE, [
        ['text', ' '],
        ['file', { name: 'a', size: 1 }],
      ]),
    ).toBeUndefined()
    expect(fieldsToKeep(OFFICE, [['text', 'ы'.repeat(MOST_KEPT_BYTES / 2)]])).toBeUndefined()
    expect(fieldsToKeep(OFFICE, [['text', 'x'.repeat(MOST_KEPT_BYTES - 4)]])).toBeDefined()
    expect(
      fieldsToKeep('/ky/account', [
        ['do', 'endOthers'],
        ['handle', 'abc'],
      ]),
    ).toBeUndefined()
    expect(
      fieldsToKeep('/ky/account/second-factor', [
        ['sealed', 'a b'],
        ['code', '123 456'],
      ]),
    ).toBeUndefined()
  })

  it('tells writing from choices by what stands there', () => {
    for (const text of ['Жол оңдолот', 'two words', 'ы']) expect(isWriting(text)).toBe(true)
    for (const text of ['', '42', 'publish', '2026-12-01', ' x ']) expect(isWriting(text)).toBe(false)
  })
})

describe('a device', () => {
  it.each([
    ['Mozilla/5.0 (Android 14; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0', 'Firefox, Android'],
    ['Mozilla/5.0 (Linux; Android 13; SM-A536B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/23.0 Chrome/115.0 Mobile Safari/537.36', 'Samsung Internet, Android'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1', 'Safari, iPhone'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 YaBrowser/24.12 Safari/537.36', 'Yandex Browser, Windows'],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/131.0 Safari/537.36 Edg/131.0', 'Edge, Windows'],
    ['curl/8.0 <script>', undefined],
    [null, undefined],
  ])('is told shortly: %s', (agent, label) => expect(deviceLabel(agent)).toBe(label)) // prettier-ignore
  it('never repeats what a browser wrote', () =>
    fc.assert(
      fc.property(fc.string(), text => {
        expect(deviceLabel(text) ?? '').toMatch(/^[A-Za-z ,]*$/)
      }),
    ))
})

describe('what was typed for a second factor', () => {
  it('is a code of six digits, a recovery code however it is written, or neither', () => {
    expect(kindOfCode('123 456')).toBe('app')
    const code = recoveryCodeOf(Uint8Array.from({ length: 12 }, (_, at) => at * 3))
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ' ')]) expect(kindOfCode(typed)).toBe('recovery')
    for (const typed of ['', '12345', '1234567', 'ABCD-EFGH', 'привет мир!!']) expect(kindOfCode(typed)).toBeUndefined()
  })
})
