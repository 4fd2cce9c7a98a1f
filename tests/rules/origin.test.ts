import { describe, expect, it } from 'vitest'
import { comesFromOurPages, type OriginFacts } from '#platform/http/origin.ts'

const post: OriginFacts = {
  method: 'POST',
  origin: null,
  fetchSite: null,
  referer: null,
  host: 'ashar.example',
  siteUrl: 'https://ashar.example',
  hasSession: true,
}

describe('where a writing request comes from', () => {
  it.each<[string, Partial<OriginFacts>, boolean]>([
    ['our origin', { origin: 'https://ashar.example' }, true],
    ['another origin', { origin: 'https://evil.example' }, false],
    ['another origin without a session', { origin: 'https://evil.example', hasSession: false }, false],
    ['an origin that only begins like ours', { origin: 'https://ashar.example.evil.example' }, false],
    ['a hidden origin that the browser calls our own', { origin: 'null', fetchSite: 'same-origin' }, true],
    ['a hidden origin from elsewhere', { origin: 'null', fetchSite: 'cross-site' }, false],
    ['a hidden origin of an old browser, with a session', { origin: 'null' }, false],
    ['a hidden origin of an old browser, without a session', { origin: 'null', hasSession: false }, false],
    ['a hidden origin of an old browser on a page that hides its address', { origin: 'null', hidesReferrer: true }, true],
    ['a hidden origin from elsewhere on such a page', { origin: 'null', fetchSite: 'cross-site', hidesReferrer: true }, false],
    ['another origin on such a page', { origin: 'https://evil.example', hidesReferrer: true }, false],
    ['no origin, typed in by hand', { fetchSite: 'none' }, true],
    ['no origin, from a sister site', { fetchSite: 'same-site' }, false],
    ['our referer', { referer: 'https://ashar.example/ky/sign-in' }, true],
    ['another referer', { referer: 'https://evil.example/' }, false],
    ['nothing said, with a session', {}, false],
    ['nothing said, without a session', { hasSession: false }, true],
    ['reading', { method: 'GET', origin: 'https://evil.example' }, true],
  ])('%s', (_, facts, passes) => {
    expect(comesFromOurPages({ ...post, ...facts })).toBe(passes)
  })
})
