import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readContentPractices } from '#db/seed/contentPractices.ts'
import { acceptOneTimeLink } from '#features/identity/acceptOneTimeLink.ts'
import { createAccount } from '#features/identity/createAccount.ts'
import { OPERATOR, type Role } from '#features/identity/rules/viewer.ts'
import { importPractices } from '#features/practices/importPractices.ts'
import { readPracticeWork } from '#features/practices/readPracticeWork.ts'
import { withdrawPractice } from '#features/practices/withdrawPractice.ts'
import { readConfig } from '#platform/config.ts'
import { type App, buildApp } from '#src/app.ts'
import { engineMissing, freshDatabase } from '#tests/support/app.ts'
import { BARPY, seededPlace } from '#tests/support/feedback.ts'
import { jar } from '#tests/support/jar.ts'
import { done, published, submitted, written } from '#tests/support/practices.ts'
import { until } from '#tests/support/outbox.ts'
import { type Server, startServer } from '#tests/support/server.ts'
import { DPI } from '#tests/support/viewers.ts'

const PASSWORD = 'жаан тийди кече'
let app: App
let server: Server
let place = { id: '', slug: '' }
let other = { id: '', slug: '' }

async function signedIn(email: string) {
  const browser = jar(server.url)
  expect((await browser.post('/ru/sign-in', { email, password: PASSWORD })).status).toBe(303)
  return browser
}
const text = async (path: string) => (await fetch(server.url + path)).text()

/** The fields of the one form, as a browser would send them. */
const fields = (version: number, more: Record<string, string> = {}) => ({
  version: String(version),
  topic: 'water',
  'texts.ky.title': 'Суу түтүгү',
  'texts.ky.problem': 'Суу жок <b>эле</b>',
  'texts.ky.solution': 'Түтүк тарттык',
  'texts.ky.result': 'Суу келди',
  cost: '250 000',
  'shares.grant': '250 000',
  covered: '1 200',
  from: '03.2025',
  'figures.0.what.ky': 'Суу келген үйлөр',
  'figures.0.before': '0',
  'figures.0.after': '214',
  'figures.0.unit.ky': 'үй',
  'contact.office': 'Айыл өкмөтү',
  'contact.phone': '+996 3741 0 00 00',
  ...more,
})

describe.skipIf(engineMissing())('pages of practices', () => {
  beforeAll(async () => {
    const settings = await freshDatabase()
    app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    place = await seededPlace(app)
    other = await seededPlace(app, BARPY)
    const people: [string, Role, string?][] = [
      ['publisher@example.kg', 'publisher', place.id],
      ['editor@example.kg', 'editor', other.id],
      ['branch@example.kg', 'agency'],
      ['dpi@example.kg', 'dpi'],
    ]
    for (const [email, role, unitId] of people) {
      const made = await createAccount(app, OPERATOR, { email, name: email, language: 'ky', role, unitId })
      if (made.ok) await acceptOneTimeLink(app, made.value.token, PASSWORD, { sender: email })
    }
    server = await startServer(settings)
  })
  afterAll(async () => {
    await server?.stop()
    await app?.close()
  })

  it('carry entries only from a source that is named, in three languages, without a contact or a municipality', async () => {
    const entries = readContentPractices()
    for (const lang of ['ky', 'ru', 'en'] as const) {
      const library = await text(`/${lang}/practices`)
      for (const { slug, source, texts } of entries) {
        expect(library).toContain(`/${lang}/practices/${slug}`)
        const page = await text(`/${lang}/practices/${slug}`)
        expect(page).toContain(texts[lang].title)
        expect(page).toContain(source.url.replaceAll('&', '&#38;'))
        expect(page).not.toContain('demo-mark')
      }
    }
    // A second start changes nothing, and what DPI took away stays away.
    expect(await importPractices(app, OPERATOR, entries)).toEqual({ ok: true, value: { changed: 0 } })
    expect(await importPractices(app, { kind: 'visitor' }, entries)).toMatchObject({ ok: false })
    const { items } = (await (await fetch(`${server.url}/api/v1/practices`)).json()) as { items: { id: string; slug: string }[] }
    const gone = done(await readPracticeWork(app, DPI, items.find(one => one.slug === entries[0]?.slug)?.id ?? ''))
    done(await withdrawPractice(app, DPI, { ...gone, reason: 'Булак жоголду' }))
    expect(await importPractices(app, OPERATOR, entries)).toEqual({ ok: true, value: { changed: 0 } })
    // Another process hears of the change a moment later.
    const answer = await until(
      () => fetch(`${server.url}/ky/practices/${entries[0]?.slug}`),
      seen => seen.status === 410,
      10_000,
    )
    expect(await answer.text()).toContain('Булак жоголду')
  })

  it('show a practice with what one needs to do the same, and say honestly where it is not translated', async () => {
    const { slug } = await published(app, place.id)
    const page = await text(`/ru/practices/${slug}`)
    for (const part of [
      'Уличные фонари',
      '600&nbsp;тыс',
      'Местный бюджет',
      '67',
      'Освещённых улиц',
      'tel:+996374250000',
      'Пока никто',
    ])
      expect(page.replaceAll('\u00A0', '&nbsp;')).toContain(part)
    expect(page).not.toContain('Не переведено')
    const english = await text(`/en/practices/${slug}`)
    expect(english).toContain('Not translated')
    expect(english).toContain('<h1 lang="ky">Күн менен иштеген көчө чырактары')
    expect((await fetch(`${server.url}/ru/practices/none`)).status).toBe(404)
    expect((await fetch(`${server.url}/ru/practices/${(await written(app, place.id)).slug}`)).status).toBe(404)
  })

  it('narrow the library by an address, and say why it is empty', async () => {
    expect(await text('/ru/practices?topic=lighting&cost=under2m')).toContain('Уличные фонари')
    expect(await text('/ru/practices?topic=lighting&cost=over10m')).toContain('Таких практик пока нет')
    for (const slip of ['topic=x', 'cost=1', 'oblast=%00', 'after=1', 'adoptedBy=%27'])
      expect((await fetch(`${server.url}/ru/practices?${slip}`)).status, slip).toBe(200)
  })

  it('go from an office to DPI and back, into the library, and to another office', async () => {
    const office = await signedIn('publisher@example.kg')
    const list = `/ru/office/${place.slug}/practices`
    expect((await office.post(list, { title: '', topic: 'water' })).status).toBe(422)
    const begun = await office.post(list, { title: 'Суу түтүгү', topic: 'water' })
    const address = begun.headers.get('location') ?? ''
    const id = address.split('/').at(-1) ?? ''
    const wrong = await office.post(address, fields(1, { cost: 'көп' }))
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('value="көп"')])
    const early = await office.post(address, fields(1, { next: 'submit', 'texts.ky.result': '' }))
    const missing = await early.text()
    expect(early.status).toBe(422)
    expect(missing).toContain('Текст сохранён')
    expect(missing).toContain('Напишите на кыргызском, что изменилось')
    expect((await office.post(address, fields(2, { next: 'submit' }))).headers.get('location')).toContain('done=submitted')

    const dpi = await signedIn('dpi@example.kg')
    expect(await (await dpi.get('/ru/desk/practices')).text()).toContain('Суу түтүгү')
    const review = `/ru/desk/practices/${id}`
    expect(await (await dpi.get(review)).text()).toContain('Суу жок &lt;b&gt;эле')
    expect((await dpi.post(review, { step: 'sendBack', version: '4', mend: '' })).status).toBe(422)
    expect((await dpi.post(review, { step: 'sendBack', version: '4', mend: 'Тариф канча?' })).status).toBe(303)
    const back = await (await office.get(address)).text()
    expect(back).toContain('Тариф канча?')
    expect((await office.post(address, { step: 'comment', comment: 'Жообу: 12 сом' })).status).toBe(303)
    expect((await office.post(address, fields(5, { next: 'submit' }))).status).toBe(303)
    expect((await dpi.post(review, { step: 'publish', version: '6' })).status).toBe(409)
    expect((await dpi.post(review, { step: 'publish', version: '7' })).status).toBe(303)
    expect((await dpi.post(review, { step: 'choose', chosen: 'yes' })).status).toBe(303)
    expect(await text('/ky/practices/suu-tutugu')).toContain('Редакциянын тандоосу')

    const neighbour = await signedIn('editor@example.kg')
    const adopt = await neighbour.get('/ky/practices/suu-tutugu/adopt')
    expect(adopt.headers.get('location')).toBe(`/ky/office/${other.slug}/practices?take=suu-tutugu`)
    expect(await (await neighbour.get(adopt.headers.get('location') ?? '')).text()).toContain('name="adoptedOn"')
    const theirs = `/ky/office/${other.slug}/practices`
    expect((await neighbour.post(theirs, { practiceId: id, does: 'adopt' })).status).toBe(422)
    expect((await neighbour.post(theirs, { practiceId: id, does: 'want', note: 'Түтүк кайдан?' })).status).toBe(303)
    expect(await text('/ky/practices/suu-tutugu')).toContain('Түтүк кайдан?')
  })

  it('lose neither text where two people write at the same time', async () => {
    const { id, version } = await written(app, place.id)
    const [one, two] = [await signedIn('publisher@example.kg'), await signedIn('publisher@example.kg')]
    const address = `/ru/office/${place.slug}/practices/${id}`
    expect((await two.post(address, fields(version, { 'texts.ky.title': 'Биринчинин тексти' }))).status).toBe(303)
    const late = await one.post(address, fields(version, { 'texts.ky.title': 'Экинчинин тексти' }))
    const page = await late.text()
    expect(late.status).toBe(409)
    for (const part of ['Биринчинин', 'value="Экинчинин тексти"', `name="version" value="${version + 1}"`])
      expect(page).toContain(part)
    expect((await one.post(address, fields(version + 1, { 'texts.ky.title': 'Экинчинин тексти' }))).status).toBe(303)
  })

  it('take a file that is what it says, show it to everybody once published, and take it off', async () => {
    const { id, slug } = await written(app, place.id)
    const office = await signedIn('publisher@example.kg')
    const address = `/ru/office/${place.slug}/practices/${id}`
    const attach = async (bytes: string, name: string) => {
      const form = new FormData()
      const { version: seen } = done(await readPracticeWork(app, OPERATOR, id))
      for (const [field, value] of Object.entries(fields(seen, { 'texts.ky.title': 'Жаңы жазылган' }))) form.set(field, value)
      form.set('file', new File([bytes], name, { type: 'application/pdf' }))
      const cookie = [...office.cookies].map(([key, value]) => `${key}=${value}`).join('; ')
      return fetch(server.url + address, {
        method: 'POST',
        body: form,
        redirect: 'manual',
        headers: { cookie, origin: server.url },
      })
    }
    const fake = await attach('MZ not a pdf', 'smeta.pdf')
    expect([fake.status, (await fake.text()).includes('Жаңы жазылган')]).toEqual([422, true])
    expect((await attach('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n', 'smeta.pdf')).status).toBe(303)
    const page = await (await office.get(address)).text()
    expect(page).toContain('/files/')
    expect(page).toContain('Жаңы жазылган')
    const { version } = done(await readPracticeWork(app, OPERATOR, id))
    expect((await office.post(address, fields(version, { next: 'submit' }))).status).toBe(303)
    const dpi = await signedIn('dpi@example.kg')
    expect((await dpi.post(`/ru/desk/practices/${id}`, { step: 'publish', version: String(version + 2) })).status).toBe(303)
    const file = /\/files\/[^"]+/.exec(await text(`/ru/practices/${slug}`))?.[0] ?? ''
    expect((await fetch(server.url + file)).status).toBe(200)
    const documentId = file.split('/')[2] ?? ''
    const last = done(await readPracticeWork(app, OPERATOR, id)).version
    const off = await office.post(address, fields(last, { 'texts.ky.title': 'Жаңы жазылган', documentId }))
    expect(off.headers.get('location')).toContain('done=detached')
    expect(await text(`/ru/practices/${slug}`)).not.toContain(file)
  })

  it('are closed to who has no business there', async () => {
    const { id } = await submitted(app, place.id)
    const visitor = jar(server.url)
    for (const path of [
      `/ru/office/${place.slug}/practices`,
      `/ru/office/${place.slug}/practices/${id}`,
      '/ru/desk/practices',
      `/ru/desk/practices/${id}`,
      '/ru/practices/x/adopt',
    ])
      expect((await visitor.get(path)).status, path).toBe(303)
    const neighbour = await signedIn('editor@example.kg')
    for (const path of [
      `/ru/office/${place.slug}/practices`,
      `/ru/office/${place.slug}/practices/${id}`,
      `/ru/desk/practices/${id}`,
    ])
      expect((await neighbour.get(path)).status, path).toBe(403)
    expect((await neighbour.get(`/ru/office/${other.slug}/practices/${id}`)).status).toBe(404)
    expect((await neighbour.post(`/ru/office/${other.slug}/practices/${id}`, { step: 'comment', comment: 'Кат' })).status).toBe(
      404,
    )
    const branch = await signedIn('branch@example.kg')
    const read = await (await branch.get(`/ru/office/${place.slug}/practices/${id}`)).text()
    expect(read).toContain('Вы можете читать')
    expect(read).not.toContain('name="version"')
    const dpi = await signedIn('dpi@example.kg')
    expect((await dpi.get(`/ru/desk/practices/${(await written(app, place.id)).id}`)).status).toBe(404)
  })

  it('are there for programs and feed readers', async () => {
    const api = await fetch(`${server.url}/api/v1/practices?topic=lighting&limit=1`)
    const { items } = (await api.json()) as { items: { slug: string; cost: string; topic: string; services: string[] }[] }
    expect(items[0]).toMatchObject({ cost: '600000', topic: 'lighting', services: ['L07'] })
    expect(await (await fetch(`${server.url}/api/v1/practices/${items[0]?.slug}`)).json()).toEqual(items[0])
    expect((await fetch(`${server.url}/api/v1/practices/none`)).status).toBe(404)
    for (const slip of ['topic=x', 'limit=0', 'after=x', 'municipality=atlantis', 'adoptedBy=atlantis'])
      expect((await fetch(`${server.url}/api/v1/practices?${slip}`)).status, slip).toBe(422)
    const feed = await fetch(`${server.url}/feeds/practices.xml?lang=ru`)
    expect(feed.headers.get('content-type')).toContain('application/atom+xml')
    expect(await feed.text()).toContain('Уличные фонари')
    expect(await text(`/ru/m/${other.slug}/services`)).toContain('/ru/practices/')
  })
})
