import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engineMissing } from '#tests/support/app.ts'
import { type Server, startServer } from '#tests/support/server.ts'

describe.skipIf(engineMissing())('the page of the search', () => {
  let server: Server
  const get = (path: string) => fetch(server.url + path)
  const html = async (path: string) => (await get(path)).text()
  const search = (query: Record<string, string>, lang = 'ky') => html(`/${lang}/search?${new URLSearchParams(query)}`)

  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())

  it('is led to from the front page by a plain form', async () => {
    for (const lang of ['ky', 'ru', 'en'])
      expect(await html(`/${lang}/`)).toMatch(new RegExp(`<form[^>]*method="get"[^>]*action="/${lang}/search"`))
  })

  it('puts the municipality that is called so first, one tap away', async () => {
    for (const [typed, lang] of [
      ['ала-бука', 'ky'],
      ['Ала-Бука', 'ru'],
      ['ala buka', 'en'],
    ] as const) {
      const main = (await search({ q: typed }, lang)).split('<main')[1] ?? ''
      expect(main).toMatch(new RegExp(`^[^]*?<ul class="rows[^"]*">\\s*<li>\\s*<a[^>]*href="/${lang}/m/ala-buka"`))
    }
  })

  it('says honestly that nothing was found, and what one can do', async () => {
    const page = await search({ q: 'ъъъжжж' })
    expect(page).toContain('Эч нерсе табылган жок: «ъъъжжж»')
    expect(page).toContain('href="/ky/municipalities"')
    expect(await search({ q: 'ъъъжжж', m: 'ala-buka' })).toContain('Баарынан издөө')
    expect(await search({ q: 'суу', m: 'жокжер' })).toContain('жокжер')
    expect(await search({ q: '%%%' })).toContain('Жок дегенде бир сөз жазыңыз')
  })

  it('answers every address, says nothing as HTML, and is kept nowhere', async () => {
    const odd = [
      `?q=${encodeURIComponent('"><script>alert(1)</script>')}`,
      `?q=${'ж'.repeat(1_000)}`,
      '?q=%00',
      '?q=a&q=b&kind=nothing&after=-1&m=%00',
      '?kind=report',
      '?q="&after=99999999',
      '?m=ala-buka',
    ]
    for (const query of odd) {
      const answer = await get(`/ru/search${query}`)
      expect(answer.status, query).toBe(200)
      expect(answer.headers.get('cache-control')).toBe('no-cache')
      expect(await answer.text()).not.toContain('"><script>alert')
    }
  })
})

describe.skipIf(engineMissing())('the API of the search', () => {
  let server: Server
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())

  it('refuses what it does not know, each with its path, and answers the rest', async () => {
    const ask = async (query: string) => {
      const answer = await fetch(`${server.url}/api/v1/search${query}`)
      return { status: answer.status, body: (await answer.json()) as { errors?: { path: string }[]; items?: unknown[] } }
    }
    const refused = await ask('?kind=x&municipality=nowhere&lang=de&limit=0&after=x')
    expect(refused.status).toBe(422)
    expect(refused.body.errors?.map(one => one.path).sort()).toEqual(['kind', 'lang', 'limit', 'municipality', 'q'])
    expect((await ask('?q=суу&after=x')).status).toBe(422)
    expect(await ask('?q=суу&lang=ky&kind=report')).toMatchObject({
      status: 200,
      body: { items: [], next: null, total: { report: 0 } },
    })
  })
})
