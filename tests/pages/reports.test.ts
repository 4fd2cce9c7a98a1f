import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptOneTimeLink } from '#features/identity/acceptOneTimeLink.ts'
import { createAccount } from '#features/identity/createAccount.ts'
import { OPERATOR, type Role } from '#features/identity/rules/viewer.ts'
import { correctReport } from '#features/reports/correctReport.ts'
import { publishReport } from '#features/reports/publishReport.ts'
import { readOfficeReport } from '#features/reports/readOfficeReports.ts'
import { readPublishedReport } from '#features/reports/readPublishedReport.ts'
import { withdrawReport } from '#features/reports/withdrawReport.ts'
import { readConfig } from '#platform/config.ts'
import { type App, buildApp } from '#src/app.ts'
import { engineMissing, freshDatabase } from '#tests/support/app.ts'
import { BARPY, seededPlace } from '#tests/support/feedback.ts'
import { jar } from '#tests/support/jar.ts'
import { drafted, published, written } from '#tests/support/reports.ts'
import { type Server, startServer } from '#tests/support/server.ts'
import { readXml } from '#tests/support/xml.ts'

const PASSWORD = 'жаан тийди кече'
let app: App
let server: Server
let place = { id: '', slug: '' }
let other = { id: '', slug: '' }

async function signedIn(email: string) {
  const browser = jar(server.url)
  const answer = await browser.post('/ru/sign-in', { email, password: PASSWORD })
  expect(answer.status).toBe(303)
  return browser
}
const get = async (path: string) => {
  const answer = await jar(server.url).get(path)
  return { status: answer.status, text: await answer.text(), location: answer.headers.get('location'), headers: answer.headers }
}
const slugOf = async (id: string) => (await readPublishedReport(app, id))?.slug ?? ''
const work = async (id: string) => {
  const read = await readOfficeReport(app, OPERATOR, id)
  if (!read.ok) throw new Error(read.refusals[0].code)
  return read.value
}

describe.skipIf(engineMissing())('reports', () => {
  beforeAll(async () => {
    const settings = await freshDatabase()
    app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    const municipality = await seededPlace(app)
    place = municipality
    other = await seededPlace(app, BARPY)
    const people: [string, Role, string?][] = [
      ['publisher@e.example', 'publisher', place.id],
      ['editor@e.example', 'editor', place.id],
      ['branch@e.example', 'branch', municipality.oblast?.id],
      ['elsewhere@e.example', 'publisher', other.id],
    ]
    for (const [email, role, unitId] of people) {
      const made = await createAccount(app, OPERATOR, { email, name: `Аты ${role}`, language: 'ky', role, unitId })
      if (made.ok) await acceptOneTimeLink(app, made.value.token, PASSWORD, { sender: email })
    }
    server = await startServer(settings)
  })
  afterAll(async () => {
    await server?.stop()
    await app?.close()
  })

  describe('as everybody reads them', () => {
    it('come in the reader’s language, or in Kyrgyz with an honest mark', async () => {
      const { id } = await published(app, place.id)
      const slug = await slugOf(id)
      const ru = await get(`/ru/m/${place.slug}/reports/${slug}`)
      expect(ru.text).toContain('<strong>два</strong>')
      expect(ru.text).not.toContain('Не переведено')
      const en = await get(`/en/m/${place.slug}/reports/${slug}`)
      expect(en.text).toContain('Not translated: the report is shown in Kyrgyz')
      expect(en.text).toMatch(/<h1 lang="ky">/)
      expect(en.text).toMatch(/class="prose markdown" lang="ky"/)
      expect(en.text).toContain(`/en/m/${place.slug}/feedback?about=report&amp;id=${id}`)
      expect((await get(`/en/reports/${id}`)).location).toBe(`/en/m/${place.slug}/reports/${slug}`)
    })

    it('do not exist before they are published, nor where nobody wrote one', async () => {
      const { id } = await drafted(app, place.id)
      for (const path of [
        `/ky/reports/${id}`,
        `/ky/m/${place.slug}/reports/none`,
        '/ky/m/none/reports',
        '/feeds/m/none/reports.xml',
      ])
        expect((await get(path)).status).toBe(404)
      expect((await get(`/api/v1/reports/${id}`)).status).toBe(404)
    })

    it('say at once that they were corrected, why, and what changed', async () => {
      const { id, version } = await published(app, place.id)
      const address = `/ky/m/${place.slug}/reports/${await slugOf(id)}`
      expect((await get(address)).text).toContain('<strong>эки</strong>')
      const texts = { ky: { title: 'Башчынын 2025-жылдагы отчету', body: '## Суу\n\nТаза суу **беш** айылга барды <b>.' } }
      await correctReport(app, OPERATOR, { id, version, content: written({ texts }), reason: 'Жаңы эсеп' })
      // Another process corrected it: on PostgreSQL the server hears of it a moment later.
      await expect.poll(async () => (await get(address)).text).toContain('Себеби: Жаңы эсеп')
      const page = await get(address)
      expect(page.text).toContain('<strong>беш</strong>')
      const versions = await get(`${address}/versions?of=2`)
      expect(versions.text).toMatch(/<del><span class="ds-sr-only"[^>]*>\[алынды: <\/span>эки/)
      expect(versions.text).toMatch(/<ins><span class="ds-sr-only"[^>]*>\[кошулду: <\/span>беш/)
      expect(versions.text).not.toContain('барды <b>')
    })

    it('once withdrawn keep title and reason, and neither words nor a place to answer', async () => {
      const { id, version } = await published(app, place.id)
      const address = `/ky/m/${place.slug}/reports/${await slugOf(id)}`
      await withdrawReport(app, OPERATOR, { id, version, reason: 'Сандары ката' })
      const { status, text } = await get(address)
      expect(status).toBe(200)
      expect(text).toContain('Сандары ката')
      expect(text).not.toContain('Таза суу')
      expect(text).not.toContain('about=report')
      expect((await get(`${address}/versions`)).status).toBe(404)
      expect((await get(`/api/v1/reports/${id}`)).text).not.toContain('Таза суу')
    })

    it('are listed by place, oblast, type and year, and wrong filters filter nothing or find nothing', async () => {
      await published(app, other.id, written({ type: 'session', texts: { ky: { title: 'Барпы сессиясы', body: 'Чечим.' } } }))
      const found = async (query: string) => (await get(`/ky/reports${query}`)).text.includes('Барпы сессиясы')
      for (const query of ['', `?place=${other.slug}`, '?oblast=jalal-abad-oblast', '?type=session&year=2025', '?year=x&type=y'])
        expect(await found(query), query).toBe(true)
      for (const query of [`?place=${place.slug}`, '?oblast=naryn-oblast', '?type=annual', '?year=1999', '?place=none'])
        expect(await found(query), query).toBe(false)
      expect((await get(`/ky/m/${other.slug}/reports?type=session`)).text).toContain('Барпы сессиясы')
      expect((await get(`/ky/m/${place.slug}/reports`)).text).not.toContain('Барпы сессиясы')
      expect((await get('/ky/reports?type=annual&year=1999')).text).toContain('Бул шарттарга туура келген отчет жок')
    })

    it('are published by the running portal itself, at their instant', async () => {
      const { id, version } = await drafted(app, other.id)
      const publishAt = new Date(Date.now() + 1_500)
      const texts = { ky: { title: 'Өзү чыккан', body: 'Убагында.' } }
      await publishReport(app, OPERATOR, { id, version, content: written({ texts }), publishAt })
      expect((await get(`/ky/m/${other.slug}/reports`)).text).not.toContain('Өзү чыккан')
      await expect.poll(async () => (await get(`/ky/m/${other.slug}/reports`)).text, { timeout: 20_000 }).toContain('Өзү чыккан')
      expect((await readPublishedReport(app, id))?.firstPublishedAt).toEqual(publishAt)
    })
  })

  describe('for programs', () => {
    it('are Atom feeds, of the country and of a place, found from the pages', async () => {
      const nasty = written({ texts: { ky: { title: 'A & B <c> ]]>', body: 'Х & <script>' } } })
      const { id } = await published(app, other.id, nasty)
      for (const address of ['/feeds/reports.xml?lang=ru', `/feeds/m/${other.slug}/reports.xml?lang=ru`, '/feeds/reports.xml']) {
        const answer = await get(address)
        expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
        const feed = readXml(answer.text)
        expect(feed.attributes['xml:lang']).toBe(address.includes('ru') ? 'ru' : 'ky')
        const entry = feed.children('entry').find(one => one.child('id').text.endsWith(id))
        expect(entry?.child('title').text).toContain('A &amp; B &lt;c&gt; ]]&gt;')
        expect(entry?.child('link').attributes.href).toContain(`/m/${other.slug}/reports/`)
      }
      const page = await get(`/ru/m/${other.slug}/reports`)
      expect(page.text).toMatch(/<link rel="alternate" type="application\/atom\+xml"[^>]*\/feeds\/m\/[^"]*reports\.xml\?lang=ru"/)
    })

    it('are in the API as it describes them, page by page', async () => {
      await published(app, other.id)
      const first = JSON.parse((await get(`/api/v1/reports?municipality=${other.slug}&limit=1`)).text)
      expect(first.items).toHaveLength(1)
      const second = JSON.parse((await get(`/api/v1/reports?municipality=${other.slug}&limit=1&after=${first.next}`)).text)
      expect(second.items[0].id).not.toBe(first.items[0].id)
      expect(JSON.parse((await get(`/api/v1/reports/${first.items[0].id}`)).text)).toEqual(first.items[0])
      const wrong = await get('/api/v1/reports?municipality=none&type=x&after=y')
      expect([wrong.status, JSON.parse(wrong.text).errors.map((one: { path: string }) => one.path)]).toEqual([
        422,
        ['after', 'municipality', 'type'],
      ])
      const { reportAnswer } = await import('#features/reports/forms/reportAnswer.ts')
      expect(reportAnswer.safeParse(first.items[0]).error).toBeUndefined()
    })
  })

  describe('in their office', () => {
    const home = () => `/ru/office/${place.slug}/reports`

    it('go from nothing to published in two presses, with everything typed once', async () => {
      const publisher = await signedIn('publisher@e.example')
      const begun = await publisher.post(home(), { type: 'annual' })
      expect(begun.status).toBe(303)
      const address = begun.headers.get('location') ?? ''
      const form = await (await publisher.get(address)).text()
      expect(form).toContain('## Эң негизгиси')
      const fields = { version: '1', type: 'annual', issuer: 'executive', 'ky.title': 'Жыл', 'ky.body': '## Суу\n\nКелди.' }
      const missing = await publisher.post(address, { ...fields, do: 'publish', 'ky.title': '' })
      expect(missing.status).toBe(422)
      const again = await missing.text()
      expect(again).toContain('Напишите название отчёта')
      expect(again).toContain('## Суу\n\nКелди.')
      const done = await publisher.post(address, { ...fields, do: 'publish' })
      expect([done.status, done.headers.get('location')]).toEqual([303, `${address}?done=publish`])
      expect(await (await publisher.get(`${address}?done=publish`)).text()).toContain('Опубликовано: теперь могут прочесть все')
      expect((await get(`/ky/m/${place.slug}/reports/jyl`)).text).toContain('Келди.')
    })

    it('show the second of two who edit the other’s text, and keep what was typed', async () => {
      const [publisher, editor] = [await signedIn('publisher@e.example'), await signedIn('editor@e.example')]
      const { id } = await drafted(app, place.id)
      const address = `${home()}/${id}`
      const fields = { type: 'other', issuer: 'council', 'ky.title': 'Аталышы', do: 'save' }
      expect((await editor.post(address, { ...fields, version: '1', 'ky.body': 'Редактордун сөзү' })).status).toBe(303)
      const late = await publisher.post(address, { ...fields, version: '1', 'ky.body': 'Жарыялоочунун сөзү' })
      const page = await late.text()
      expect(late.status).toBe(409)
      expect(page).toContain('Аты editor')
      expect(page).toMatch(/<del>.*Редактордун сөзү/)
      expect(page).toMatch(/<textarea[^>]*name="ky\.body"[^>]*>Жарыялоочунун сөзү/)
      expect(page).toContain('name="version" value="2"')
      expect((await publisher.post(address, { ...fields, version: '2', 'ky.body': 'Экөө тең' })).status).toBe(303)
      expect((await work(id)).content.texts.ky?.body).toBe('Экөө тең')
    })

    it('offer each who may enter what they may do, and others nothing', async () => {
      const { id } = await drafted(app, place.id)
      const address = `${home()}/${id}`
      const visitor = await get(address)
      expect([visitor.status, visitor.location]).toEqual([303, `/ru/sign-in?next=${encodeURIComponent(address)}`])
      const editor = await (await (await signedIn('editor@e.example')).get(address)).text()
      expect(editor).toContain('value="handToReview"')
      expect(editor).not.toContain('value="publish"')
      const branch = await signedIn('branch@e.example')
      const seen = await branch.get(address)
      expect(seen.status).toBe(200)
      expect(await seen.text()).not.toContain('name="do"')
      const fields = { type: 'other', issuer: 'council', version: '1', 'ky.title': 'А', 'ky.body': 'Б' }
      expect((await branch.post(address, { ...fields, do: 'save' })).status).toBe(403)
      expect((await branch.post(home(), { type: 'annual' })).status).toBe(403)
      const neighbour = await signedIn('elsewhere@e.example')
      for (const path of [home(), address]) expect((await neighbour.get(path)).status).toBe(403)
      expect((await neighbour.get(`/ru/office/${other.slug}/reports/${id}`)).status).toBe(404)
      expect((await neighbour.post(`/ru/office/${other.slug}/reports/${id}`, { ...fields, do: 'publish' })).status).not.toBe(303)
      expect((await work(id)).state).toBe('draft')
    })
  })
})
