import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount } from '#features/identity/createAccount.ts'
import { acceptOneTimeLink } from '#features/identity/acceptOneTimeLink.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { readConfig } from '#platform/config.ts'
import { type App, buildApp } from '#src/app.ts'
import { engineMissing, freshDatabase } from '#tests/support/app.ts'
import { goodWord, seededPlace, sent } from '#tests/support/feedback.ts'
import { jar } from '#tests/support/jar.ts'
import { type Server, startServer } from '#tests/support/server.ts'

const PASSWORD = 'жаан тийди кече'
let app: App
let server: Server
let place = { id: '', slug: '' }

async function signedIn(email = 'aigul@dpi.example') {
  const browser = jar(server.url)
  const answer = await browser.post('/ru/sign-in', { email, password: PASSWORD })
  expect(answer.status).toBe(303)
  return browser
}
const word = (text: string, more: object = {}) => sent(app, { ...goodWord(place.id), text, ...more })

describe.skipIf(engineMissing())("DPI's desk in a browser", () => {
  beforeAll(async () => {
    const settings = await freshDatabase()
    app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    place = await seededPlace(app)
    for (const email of ['aigul@dpi.example', 'bakyt@dpi.example']) {
      const made = await createAccount(app, OPERATOR, {
        email,
        name: email === 'aigul@dpi.example' ? 'Айгүл' : 'Бакыт',
        language: 'ky',
        role: 'dpi',
      })
      if (made.ok) await acceptOneTimeLink(app, made.value.token, PASSWORD, { sender: email })
    }
    server = await startServer(settings)
  })
  afterAll(async () => {
    await server?.stop()
    await app?.close()
  })

  it('leads a visitor to sign in and back, and keeps it from everybody else', async () => {
    const visitor = jar(server.url)
    const away = await visitor.get('/ky/desk?kind=thanks')
    expect([away.status, away.headers.get('location')]).toEqual([303, '/ky/sign-in?next=%2Fky%2Fdesk%3Fkind%3Dthanks'])
    for (const path of ['/ky/desk/totals', '/ky/desk/feedback/KG-2583-9412']) expect((await visitor.get(path)).status).toBe(303)
    expect((await visitor.get('/ky/desk/export.csv')).status).toBe(401)
    const browser = await signedIn()
    const page = await browser.get('/ky/desk')
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store'])
  })

  it('shows a word, publishes a part of it, and the public page shows that part at once', async () => {
    const { reference } = await word('Асанов 0555123456 суу бербейт.')
    const everybody = jar(server.url)
    const publicPage = `/api/v1/feedback/${reference}`
    expect(await (await everybody.get(publicPage)).text()).not.toContain('бербейт')
    const browser = await signedIn()
    const item = await browser.get(`/ru/desk/feedback/${reference}`)
    expect(await item.text()).toContain('Асанов 0555123456 суу бербейт.')
    const post = (fields: Record<string, string>) => browser.post(`/ru/desk/feedback/${reference}`, fields)
    const added = await post({ version: '0', decision: 'publishInPart', reason: 'personalData', publishedText: 'Суу берет.' })
    expect([added.status, await added.text()]).toEqual([422, expect.stringContaining('Этого автор не писал: Суу берет')])
    const done = await post({
      version: '0',
      decision: 'publishInPart',
      reason: 'personalData',
      publishedText: '[…] суу бербейт.',
    })
    expect(done.status).toBe(303)
    expect(done.headers.get('location')).toContain(`done=${reference}`)
    expect(await (await everybody.get(publicPage)).json()).toMatchObject({ status: 'publishedInPart', text: '[…] суу бербейт.' })
    const after = await (await browser.get(`/ru/desk/feedback/${reference}?state=all`)).text()
    expect(after).toContain('<del>Асанов 0555123456</del>')
    expect(after).toContain('Айгүл')
  })

  it('answers 409 where a colleague was first, with both decisions and nothing lost', async () => {
    const { reference } = await word('Жол тууралуу сөз.')
    const [one, two] = [await signedIn(), await signedIn('bakyt@dpi.example')]
    const path = `/ru/desk/feedback/${reference}`
    expect((await two.post(path, { version: '0', decision: 'publish' })).status).toBe(303)
    const late = await one.post(path, { version: '0', decision: 'refuse', reason: 'other', note: 'Это дело района' })
    const page = await late.text()
    expect(late.status).toBe(409)
    expect(page).toContain('Тем временем решил коллега')
    expect(page).toContain('Бакыт')
    expect(page).toContain('>Это дело района</textarea>')
    expect(page).toContain('name="version" value="1"')
  })

  it('keeps filters in the address, pages, exports without contact, and never a formula', async () => {
    await word('=HYPERLINK("http://evil.example")', {
      kind: 'thanks',
      contact: { name: 'Асель', email: 'asel@example.kg' },
      consent: { publish: true, shareContact: true },
    })
    const browser = await signedIn()
    const page = await (await browser.get('/ru/desk?kind=thanks&meanTo=2')).text()
    expect(page).toContain('value="thanks" selected')
    expect(page).toMatch(/href="\/ru\/desk\/feedback\/KG-[\w-]+\?kind=thanks(&#38;|&amp;|&)meanTo=2"/)
    const csv = await browser.get('/ru/desk/export.csv?kind=thanks')
    const text = await csv.text()
    expect(csv.headers.get('content-type')).toContain('text/csv')
    expect(text).toContain('Муниципалитет')
    expect(text).toContain("'=HYPERLINK")
    expect(text).not.toContain('asel@example.kg')
    const xlsx = await browser.get('/ky/desk/export.xlsx')
    expect(
      Buffer.from(await xlsx.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
  })

  it('counts, hides small cells on the page and in the file alike', async () => {
    for (let n = 0; n < 6; n += 1) await word(`Сөз ${n}`, { service: 'L06', ratings: { Q1: (n % 5) + 1 } })
    const browser = await signedIn()
    const query = '?rows=code&columns=none&measure=rating'
    const page = await (await browser.get(`/ru/desk/totals${query}`)).text()
    expect(page).toContain('data-chart="bars"')
    expect(page).toMatch(/• скрыто: меньше 5 человек|Средняя оценка/)
    const csv = await (await browser.get(`/ru/desk/totals.csv${query}`)).text()
    expect(csv.split('\r\n')[0]).toContain('95 % от')
    for (const lang of ['ky', 'en'])
      expect((await browser.get(`/${lang}/desk/totals?rows=municipality&columns=quarter`)).status).toBe(200)
  })

  it('shows an opened word marked in its list, and says why a filter of the totals does not count or cannot be', async () => {
    const { reference } = await word('Ачылган сөз.')
    const browser = await signedIn()
    const publish = await browser.post(`/ru/desk/feedback/${reference}`, { version: '0', decision: 'publish' })
    expect(publish.status).toBe(303)
    const opened = await (await browser.get(`/ru/desk/feedback/${reference}`)).text()
    expect(opened).toMatch(new RegExp(`<a href="[^"]*${reference}[^"]*" aria-current="true" class="queue-item"`))
    const rating = await (await browser.get('/ru/desk/totals?measure=rating')).text()
    expect(rating).toMatch(/<select[^>]* name="kind"[^>]* disabled/)
    expect(rating).toContain('Средняя оценка по видам не делится')
    expect(await (await browser.get('/ru/desk/totals')).text()).not.toMatch(/<select[^>]* disabled/)
    const backwards = await browser.get('/ru/desk/totals?from=2026-Q3&until=2026-Q2')
    expect([backwards.status, await backwards.text()]).toEqual([422, expect.stringContaining('Первый квартал позже последнего')])
    const file = await browser.get('/ru/desk/totals.csv?from=2026-Q3&until=2026-Q2')
    expect([file.status, await file.text()]).toEqual([422, expect.stringContaining('Первый квартал позже последнего')])
  })

  it('answers 404 for a reference nobody has', async () => {
    expect((await (await signedIn()).get('/en/desk/feedback/KG-0000-0000')).status).toBe(404)
  })
})
