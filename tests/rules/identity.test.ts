import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { localPath } from '#features/identity/rules/localPath.ts'
import { checkPassword } from '#features/identity/rules/password.ts'
import { cookieOptions, sessionCookieName } from '#features/identity/sessionCookie.ts'
import { sessionHolds } from '#features/identity/rules/session.ts'
import { delayAfter, waitFor } from '#features/identity/rules/signInDelay.ts'

describe('a password', () => {
  const judged = (password: string) => {
    const result = checkPassword(password, 'aigul.osmonova@dpi.example')
    return result.ok ? 'ok' : result.refusals[0].code
  }
  it('needs twelve characters and nothing else', () => {
    expect(judged('жаан тийди')).toBe('password.short')
    expect(judged('жаан тийди кече')).toBe('ok')
    expect(judged('correct horse battery')).toBe('ok')
    expect(judged('x'.repeat(201))).toBe('password.long')
  })
  it.each([
    'password1234', 'Password1234!', 'qwertyuiop123', 'йцукенгшщз12', '123456789012', 'aaaaaaaaaaaa', 'abcabcabcabc', 'Bishkek2026!',
    'кыргызстан2026', 'osmonova2026', '121212121212', 'adminadmin123', '1qaz2wsx1qaz2wsx',
  ])('is refused where it is among the first to be guessed: %s', password => expect(judged(password)).toMatch(/password\.(common|short)/)) // prettier-ignore
})

describe('the wait after wrong tries', () => {
  const now = new Date('2026-11-24T10:00:00Z')
  it('never falls, and never passes a quarter of an hour', () =>
    fc.assert(
      fc.property(fc.nat(10_000), count => {
        expect(delayAfter(count + 1)).toBeGreaterThanOrEqual(delayAfter(count))
        expect(delayAfter(count)).toBeLessThanOrEqual(15 * 60_000)
      }),
    ))
  it('is nothing for people who mistype, and ends', () => {
    expect(waitFor({ count: 4, lastAt: now }, now)).toBe(0)
    expect(waitFor({ count: 5, lastAt: now }, now)).toBe(5_000)
    expect(waitFor({ count: 900, lastAt: now }, new Date(now.getTime() + 15 * 60_000))).toBe(0)
  })
})

describe('a session', () => {
  const createdAt = new Date('2026-11-24T10:00:00Z')
  const at = (hours: number) => new Date(createdAt.getTime() + hours * 3_600_000)
  it('is over at its sliding end and after a week whatever happens', () => {
    expect(sessionHolds({ createdAt, expiresAt: at(12) }, at(11.9))).toBe(true)
    expect(sessionHolds({ createdAt, expiresAt: at(12) }, at(12))).toBe(false)
    expect(sessionHolds({ createdAt, expiresAt: at(9999) }, at(7 * 24))).toBe(false)
  })
})

describe('an address to go back to', () => {
  it('is one of our own pages', () => {
    expect(localPath('/ky/desk?state=waiting')).toBe('/ky/desk?state=waiting')
    for (const bad of ['//evil.example', '/\\evil.example', 'https://evil.example/ky/', '/ky/\n', '/ky\\x', '', null, '/api/v1/x', 'ky/desk'])
      expect(localPath(bad), String(bad)).toBeUndefined()
  }) // prettier-ignore
  it('never leaves the site, whatever is asked', () =>
    fc.assert(
      fc.property(fc.string(), text => {
        for (const start of ['', '/', '/ky/', '/ky/../', '/ru']) expect(localPath(start + text) ?? '/ky/').toMatch(/^\/(?![/\\])/)
      }),
    ))
})

describe('the cookie of a session', () => {
  it('is bound to the host over https, and never readable by scripts', () => {
    expect(sessionCookieName('https://ashar.example')).toBe('__Host-ashar_session')
    expect(sessionCookieName('http://localhost:4321')).toBe('ashar_session')
    expect(cookieOptions('https://ashar.example', 'session')).toMatchObject({
      httpOnly: true,
      secure: true,
      sameSite: 'lax',
      path: '/',
    })
    expect(cookieOptions('http://localhost:4321', 'session')).toMatchObject({ httpOnly: true, secure: false })
  })
})
