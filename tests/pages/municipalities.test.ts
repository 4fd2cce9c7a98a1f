import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LANGUAGES } from '#platform/i18n/languages.ts'
import { engineMissing } from '#tests/support/app.ts'
import { type Server, startServer } from '#tests/support/server.ts'

describe.skipIf(engineMissing())('the pages of municipalities', () => {
  let server: Server
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server?.stop())
  const get = (path: string, init: RequestInit = {}) => fetch(server.url + path, { redirect: 'manual', ...init })
  const html = async (path: string) => {
    const answer = await get(path)
    expect(answer.status, path).toBe(200)
    return answer.text()
  }
  const ask = (query: string) => html(`/ky/municipalities?q=${encodeURIComponent(query)}`)

  it('list every municipality under its oblast and raion, and draw the map as links to the same places', async () => {
    for (const lang of LANGUAGES) {
      const page = await html(`/${lang}/municipalities`)
      const map = /<svg class="map"[\s\S]*?<\/svg>/.exec(page)?.[0] ?? ''
      expect(Buffer.byteLength(map)).toBeLessThan(12 * 1024)
      const shapes = [...map.matchAll(/<a href="([^"]+)" aria-label="([^"]+)"/g)]
      expect(shapes).toHaveLength(9)
      for (const [, href = '', label = ''] of shapes) {
        expect(label).not.toBe('')
        const id = href.split('#')[1]
        expect(page).toMatch(id ? new RegExp(`<details[^>]* id="${id}"`) : new RegExp(`<a href="${href}"`))
      }
      expect(page).toContain(`href="/${lang}/m/myrza-ake"`)
      expect(page).not.toContain('kyzyl-jar')
    }
  })

  it('open the oblast that the address names', async () => {
    expect(await html('/ru/municipalities?oblast=osh-oblast')).toMatch(/<details[^>]*id="osh-oblast"[^>]* open/)
    expect(await html('/ru/municipalities')).not.toMatch(/<details[^>]*id="\w+-oblast"[^>]* open/)
  })

  it('find a place by any spelling and by former names, and say so', async () => {
    expect(await ask('myrza ake')).toContain('href="/ky/m/myrza-ake"')
    const manas = await ask('Жалал-Абад')
    expect(manas).toContain('href="/ky/m/manas"')
    expect(manas).toContain('Мурунку аты: Жалал-Абад шаары')
    const raion = await ask('Кара-Буура')
    expect(raion).toContain('href="/ky/municipalities?oblast=talas-oblast#aitmatov-raion"')
    expect(raion).toContain('Мурунку аты: Кара-Буура району')
    expect(await ask('Чалма')).toContain('Азыр: Ылай-Талаа айыл аймагы')
  })

  it('keep what was asked, harmless, and say what to do where nothing is found', async () => {
    const page = await ask('<script>alert(1)</script>"')
    // Inside a quoted attribute the signs are text; outside they are escaped.
    expect(page.replace(/"[^"]*"/g, '""')).not.toContain('<script>alert')
    expect(page).toContain('Эч нерсе табылган жок')
  })

  it('show a municipality in three languages', async () => {
    const page = await html('/ky/m/kara-kulja')
    expect(page).toContain('Кара-Кулжа айыл аймагы</h1>')
    expect(page).toMatch(/26.077/)
    expect(page).toContain('href="/ky/municipalities?oblast=osh-oblast#kara-kulja-raion"')
    expect(page).toContain('азырынча белгисиз')
    expect(page).toContain('href="/ky/m/kara-kulja/feedback"')
    expect(await html('/ru/m/kara-kulja')).toContain('айылный аймак Кара-Кулжа</h1>')
    expect(await html('/en/m/kara-kulja')).toContain('Kara-Kulja aiyl aimak</h1>')
  })

  it('say what is to be confirmed, what a place was called, and what became of one', async () => {
    expect(await html('/ky/m/kyzyl-too')).toContain('2024-жылдагы реформадан кийинки абалын')
    expect(await html('/ky/m/manas')).toContain('Жалал-Абад шаары')
    const ended = await html('/ky/m/chalma')
    expect(ended).toContain('Бул муниципалитет азыр өзүнчө эмес')
    expect(ended).toContain('href="/ky/m/ylai-talaa"')
    expect(ended).not.toContain('/m/chalma/feedback')
    expect(await html('/ky/m/ylai-talaa')).toContain('href="/ky/m/chalma"')
  })

  it('have one address: codes, ids and former names lead there', async () => {
    for (const key of ['jalal-abad', '41703410000010']) {
      const answer = await get(`/ky/m/${key}`)
      expect(answer.status).toBe(301)
      expect(answer.headers.get('location')).toBe('/ky/m/manas')
    }
  })

  it('answer 404 with a search box to a place that is none', async () => {
    for (const path of ['/ky/m/nowhere', '/ru/m/naryn-raion', `/ky/m/${'x'.repeat(3000)}`]) {
      const answer = await get(path)
      expect(answer.status, path).toBe(404)
      expect(await answer.text(), path).toContain('role="search"')
    }
  })

  it('are kept, and give a 304 to who has them', async () => {
    const first = await get('/ky/m/myrza-ake')
    const etag = first.headers.get('etag') ?? ''
    expect(etag).not.toBe('')
    expect((await get('/ky/m/myrza-ake', { headers: { 'If-None-Match': etag } })).status).toBe(304)
  })
})

describe.skipIf(engineMissing())('the API of municipalities', () => {
  let server: Server
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server?.stop())
  const api = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${server.url}/api/v1/municipalities${path}`, init)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    return {
      status: answer.status,
      type: answer.headers.get('content-type'),
      etag: answer.headers.get('etag'),
      body: await answer.json(),
    }
  }

  it('lists page by page, all or those of one oblast', async () => {
    const all: string[] = []
    for (let after = ''; ;) {
      const { status, body } = await api(`?limit=20${after && `&after=${after}`}`)
      expect(status).toBe(200)
      expect(body.items.length).toBeLessThanOrEqual(20)
      all.push(...body.items.map((one: { slug: string }) => one.slug))
      if (!body.next) break
      after = encodeURIComponent(body.next)
    }
    expect(new Set(all).size).toBe(all.length)
    expect(all).toContain('myrza-ake')
    const { body } = await api('?oblast=41704000000000')
    expect(body.items.map((one: { slug: string }) => one.slug)).toContain('naryn')
    expect(body.items.every((one: { oblast: { slug: string } }) => one.oblast.slug === 'naryn-oblast')).toBe(true)
  })

  it('gives one by SOATE, id and address part, with an ETag', async () => {
    const { status, body, etag } = await api('/41706255859000')
    expect(status).toBe(200)
    expect(etag).toBeTruthy()
    expect(body).toMatchObject({
      soate: '41706255859000',
      kind: 'aiyl_aimak',
      names: { ky: 'Мырза-Аке айыл аймагы', ru: 'айылный аймак Мырза-Аке', en: 'Myrza-Ake aiyl aimak' },
      raion: { names: { en: 'Özgön raion' } },
      oblast: { names: { ky: 'Ош облусу' } },
    })
    expect((await api(`/${body.id}`)).body).toEqual(body)
    expect((await api('/myrza-ake')).body).toEqual(body)
  })

  it.each([
    ['/nowhere', 404, undefined],
    ['/41700000000009', 404, undefined],
    ['?limit=0', 422, { path: 'limit', code: 'page.limit' }],
    ['?limit=201', 422, { path: 'limit', code: 'page.limit' }],
    ['?limit=-1', 422, { path: 'limit', code: 'page.limit' }],
    ['?limit=ten', 422, { path: 'limit', code: 'page.limit' }],
    ['?after=', 422, { path: 'after', code: 'page.after' }],
    [`?after=${'x'.repeat(300)}`, 422, { path: 'after', code: 'page.after' }],
    ['?oblast=', 422, { path: 'oblast', code: 'oblast.unknown' }],
    ['?oblast=myrza-ake', 422, { path: 'oblast', code: 'oblast.unknown' }],
    ['?oblast=%27%20OR%201', 422, { path: 'oblast', code: 'oblast.unknown' }],
  ] as const)('answers %s with a problem in words', async (path, expected, error) => {
    const { status, type, body } = await api(path, { headers: { 'Accept-Language': 'ru' } })
    expect(status).toBe(expected)
    expect(type).toContain('application/problem+json')
    expect(body.title).toMatch(/[а-я]/i)
    if (error) expect(body.errors[0]).toMatchObject({ ...error, message: expect.stringMatching(/[а-я]/i) })
  })
})
