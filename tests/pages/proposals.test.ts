import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actAsAuthor } from '#features/participatory-budgeting/proposals/actAsAuthor.ts'
import { readProposal, readProposals } from '#features/participatory-budgeting/proposals/readProposal.ts'
import type { Cycle } from '#features/participatory-budgeting/cycles/rules/cycle.ts'
import { seedBase } from '#db/seed/base.ts'
import { moderateFeedback } from '#features/feedback/moderateFeedback.ts'
import { submitFeedback } from '#features/feedback/submitFeedback.ts'
import { acceptOneTimeLink } from '#features/identity/acceptOneTimeLink.ts'
import { createAccount } from '#features/identity/createAccount.ts'
import { OPERATOR, SYSTEM, VISITOR } from '#features/identity/rules/viewer.ts'
import { letOntoList } from '#features/participatory-budgeting/proposals/letOntoList.ts'
import { readConfig } from '#platform/config.ts'
import { type App, buildApp } from '#src/app.ts'
import { engineMissing, freshDatabase } from '#tests/support/app.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { must } from '#tests/support/hearings.ts'
import { jar } from '#tests/support/jar.ts'
import { until } from '#tests/support/outbox.ts'
import { seededCycle } from '#tests/support/pbCycle.ts'
import { listedProposal } from '#tests/support/proposals.ts'
import { type Server, startServer } from '#tests/support/server.ts'
import { photograph, upload } from '#tests/support/uploads.ts'

const PASSWORD = 'жаан тийди кече'
let app: App
let server: Server
let cycle: Cycle
const fields = (more: Record<string, string> = {}) => ({
  ...{
    title: 'Көчөгө чырак коюу',
    text: 'Кечинде көчө караңгы, балдар мектептен коркуп келет',
    placeName: 'Борбордук көчө',
    roughCost: '350 миң',
  },
  ...{ name: 'Гүлзат М.', email: '', language: 'ky', resident: 'yes', ...more },
})
const text = async (path: string) => (await fetch(server.url + path)).text()
const at = (part = '') => `/ky/pb/${cycle.id}/proposals${part}`

describe.skipIf(engineMissing())('pages of proposals', () => {
  beforeAll(async () => {
    const settings = await freshDatabase()
    app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    await seedBase(app)
    cycle = await seededCycle(app, {
      phase: 'proposing',
      without: ['supporting'],
      rules: { support: { needed: 3, mostEach: 2 } },
    })
    server = await startServer({ ...settings, ASHAR_WORKER: 'off' })
  })
  afterAll(async () => {
    await server?.stop()
    await app?.close()
  })

  it('take a proposal in without script: write, check, send once, open with the code', async () => {
    const similar = await listedProposal(app, cycle, {
      title: 'Көчөгө чырактар',
      text: 'Кечинде караңгы',
      form: 'an-older-form-secret',
    })
    const browser = jar(server.url)
    const page = await (await browser.get(at('/new'))).text()
    const form = /name="form" value="([\w-]{32})"/.exec(page)?.[1] ?? ''
    expect(form).not.toBe('')
    const empty = await browser.post(at('/new'), { form, do: 'check' })
    expect(empty.status).toBe(422)
    const refused = await empty.text()
    for (const id of ['field-title', 'field-text', 'field-name']) expect(refused).toContain(`href="#${id}"`)
    expect(refused).toContain(`value="${form}"`)
    const short = await browser.post(at('/new'), { ...fields({ title: 'Чыр', text: 'К' }), form, do: 'check' })
    expect([short.status, /кеминде 5 тамга[\s\S]+кеминде 30 тамга/u.test(await short.text())]).toEqual([422, true])
    const checked = await (await browser.post(at('/new'), { ...fields(), form, do: 'check' })).text()
    expect(checked).toContain('Ушулардын бири эмеспи?')
    expect(checked).toContain('Айыл өкмөтү гана көрөт')
    expect(checked).toContain(at(`/${similar.id}`))
    const back = await (await browser.post(at('/new'), { ...fields(), form, do: 'back' })).text()
    expect(back).toContain('value="350 миң"')
    const before = (await readProposals(app, { cycleId: cycle.id })).length
    const sent = await browser.post(at('/new'), { ...fields(), form, do: 'send' })
    const again = await browser.post(at('/new'), { ...fields(), form, do: 'send' })
    expect([sent.status, again.status]).toEqual([303, 303])
    expect(again.headers.get('location')).toBe(sent.headers.get('location'))
    expect(await readProposals(app, { cycleId: cycle.id })).toHaveLength(before + 1)
    const own = await browser.get(sent.headers.get('location') ?? '')
    expect(own.headers.get('cache-control')).toBe('no-store')
    const shown = await own.text()
    const code = /trackingCode=([\w-]+)/.exec(sent.headers.get('location') ?? '')?.[1] ?? ''
    expect(shown).toContain(code)
    // Nobody sees it before the office does.
    const id = /proposals\/([0-9A-Z]+)\/mine/.exec(sent.headers.get('location') ?? '')?.[1] ?? ''
    expect((await fetch(server.url + at(`/${id}`))).status).toBe(404)
    expect(await text(at())).not.toContain('Көчөгө чырак коюу')
    expect((await fetch(`${server.url}${at(`/${id}/mine`)}?trackingCode=AAAA-BBBB-CCCC`)).status).toBe(404)
  })

  it('let its author add a photo, which everybody sees once it is listed', async () => {
    const { id, trackingCode } = await listedProposal(app, cycle, { form: 'a-form-with-a-photo' })
    const address = `${server.url}${at(`/${id}/mine`)}?trackingCode=${trackingCode}`
    const send = (file: File) => {
      const body = new FormData()
      body.set('do', 'photo')
      body.set('file', file)
      return fetch(address, { method: 'POST', body, redirect: 'manual', headers: { origin: server.url } })
    }
    expect((await send(upload('a.png', '<svg/>', 'image/png'))).status).toBe(422)
    expect((await send(upload('көпүрө.jpg', await photograph(800, 600), 'image/jpeg'))).status).toBe(303)
    const waiting = await readProposal(app, id)
    expect(waiting?.state).toBe('waiting')
    must(await letOntoList(app, OPERATOR, { id, version: waiting?.version ?? 0 }))
    await until(async () => (await text(at(`/${id}`))).includes('/files/'), Boolean, 3_000)
    const photo = /href="(\/files\/[^"]+)"/.exec(await text(at(`/${id}`)))?.[1] ?? ''
    expect((await fetch(server.url + photo)).status).toBe(200)
  })

  it('count support once for each browser, and say what it is', async () => {
    const { id } = await listedProposal(app, cycle, { form: 'a-form-to-support' })
    const page = await text(at(`/${id}`))
    expect(page).toContain('Колдоо – бул белги, добуш эмес')
    const [one, two] = [jar(server.url), jar(server.url)]
    const support = (who: typeof one, which = id, what = 'support') => who.post(at(`/${which}/support`), { do: what })
    for (const who of [one, one, two]) expect((await support(who)).status).toBe(303)
    expect((await readProposal(app, id))?.supports).toBe(2)
    // Who supports it sees that on its page, with a way back; nobody else does.
    const [mine, others] = [await (await one.get(at(`/${id}`))).text(), await text(at(`/${id}`))]
    for (const [shown, own] of [
      [mine, true],
      [others, false],
    ] as const)
      // prettier-ignore
      expect([shown.includes('Сиз муну колдойсуз'), shown.includes('value="takeBack"')]).toEqual([own, own])
    await until(async () => /support-figure">\s*2/.test(await text(at(`/${id}`))), Boolean, 3_000)
    const more = await Promise.all([1, 2].map(n => listedProposal(app, cycle, { form: `a-form-to-support-${n}` })))
    expect((await support(one, more[0]?.id)).status).toBe(303)
    const over = await support(one, more[1]?.id)
    expect([over.status, (await over.text()).includes('мындан көп болбойт')]).toEqual([422, true])
    expect((await support(one, id, 'takeBack')).status).toBe(303)
    expect((await readProposal(app, id))?.supports).toBe(1)
    expect((await one.get(at(`/${id}/support`))).headers.get('cache-control')).toBe('no-store')
  })

  it('filter, sort and feed', async () => {
    const { id, trackingCode } = await listedProposal(app, cycle, { title: 'Кудук казуу', form: 'a-form-of-a-well' })
    await until(async () => (await text(at())).includes('Кудук казуу'), Boolean, 3_000)
    expect(await text(at('?q=кудуктар'))).toContain('Кудук казуу')
    expect(await text(at('?q=КУДУК'))).toContain('Кудук казуу')
    expect(await text(at('?q=КУДУК'))).not.toContain('Көчөгө чырактар')
    expect((await fetch(`${server.url}${at('?sort=nonsense&state=x&area=%00')}`)).status).toBe(200)
    const feed = await fetch(`${server.url}/feeds/pb/${cycle.id}/proposals.xml?lang=ky`)
    expect(feed.headers.get('content-type')).toContain('atom')
    expect(await feed.text()).toContain('Кудук казуу')
    must(await actAsAuthor(app, id, trackingCode, { do: 'withdraw', reason: 'Башка жер табылды' }))
    await until(async () => !(await text(at())).includes('Кудук казуу'), Boolean, 3_000)
    expect(await text(at('?state=gone'))).toContain('Кудук казуу')
    expect(await text(at(`/${id}`))).toContain('Башка жер табылды')
  })

  it('take words about a proposal in through the feedback form and the API', async () => {
    const { id } = await listedProposal(app, cycle, { form: 'a-form-to-speak-of' })
    expect(await text(`/ky/m/ala-buka/feedback?about=proposal&id=${id}`)).toContain('Ушул сунуш')
    expect(await text('/ky/m/kara-kulja/feedback?about=proposal&id=NOTHING')).not.toContain('Ушул сунуш')
    const post = (about: string) =>
      fetch(`${server.url}/api/v1/feedback`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          ...{ kind: 'comment', municipality: cycle.municipalityId, subject: { type: 'proposal', id: about } },
          ...{ text: 'Колдойм', consent: { publish: true, shareContact: false } },
        }),
      })
    const sent = await post(id)
    expect(sent.status).toBe(201)
    const { reference } = (await sent.json()) as { reference: string }
    const read = (await (await fetch(`${server.url}/api/v1/feedback/${reference}`)).json()) as { subject: object }
    expect(read.subject).toMatchObject({ type: 'proposal', id })
    expect((await post('NOTHING')).status).toBe(422)
  })

  it('let the office take a word over with one press, from its answer’s page', async () => {
    const email = 'publisher@example.kg'
    const grant = { role: 'publisher' as const, unitId: cycle.municipalityId }
    const { token } = must(await createAccount(app, OPERATOR, { email, name: 'А', language: 'ky', ...grant }))
    must(await acceptOneTimeLink(app, token, PASSWORD, { sender: email }))
    const word = (text: string, publish: boolean) =>
      submitFeedback(
        app,
        VISITOR,
        {
          ...{ kind: 'proposal', municipality: cycle.municipalityId, subject: { type: 'general' }, text },
          consent: { publish, shareContact: false },
        },
        { channel: 'web', language: 'ky' },
      )
    const { reference } = must(await word('Аялдама куруп бериңиздер. Жаанда эл суу болот.', true))
    must(await moderateFeedback(app, SYSTEM, { reference, version: 0, decision: 'publish' }))
    const secret = must(await word('Кошунам жөнүндө айтпагыла. Көпүрө керек.', false))
    const browser = jar(server.url)
    expect((await fetch(`${server.url}/ky/office/ala-buka/pb/take?word=${reference}`, { redirect: 'manual' })).status).toBe(303)
    expect((await browser.post('/ky/sign-in', { email, password: PASSWORD })).status).toBe(303)
    const page = await (await browser.get(`/ky/office/ala-buka/answers/${reference}`)).text()
    expect(page).toContain('action="/ky/office/ala-buka/pb/take"')
    const taken = await browser.post('/ky/office/ala-buka/pb/take', { word: reference })
    expect(taken.status).toBe(303)
    expect(await (await browser.get(taken.headers.get('location') ?? '')).text()).toContain('Аялдама куруп бериңиздер')
    const again = await browser.post('/ky/office/ala-buka/pb/take', { word: reference })
    expect([again.status, (await again.text()).includes('буга чейин сунуш болуп алынган')]).toEqual([422, true])
    // What its author keeps from the public is asked for in other words, and stands nowhere in the form.
    const asked = await browser.post('/ky/office/ala-buka/pb/take', { word: secret.reference })
    const form = await asked.text()
    expect([asked.status, form.includes('Кошунам'), form.includes('name="text"')]).toEqual([422, false, true])
    expect(await text(`/ky/feedback/${reference}`)).toContain('Сунуш болуп алынды')
  })

  it('suggest what is similar while one types, and take the place from the phone', async ({ skip }) => {
    const browser = await openBrowser()
    if (!browser) return skip('no browser here')
    await listedProposal(app, cycle, { title: 'Мал базарына суу түтүгү', form: 'a-form-of-a-market' })
    const context = await browser.newContext({ permissions: ['geolocation'], geolocation: { latitude: 41.4, longitude: 71.48 } })
    const page = await context.newPage()
    const broken: string[] = []
    page.on('pageerror', error => broken.push(error.message))
    await page.goto(server.url + at('/new'))
    await page.getByLabel('Сунуштун аты').pressSequentially('Базарга суу түтүгү')
    await page.getByText('Ушулардын бири эмеспи?').waitFor()
    expect(await page.locator('[data-suggestions] a').first().textContent()).toContain('Мал базарына')
    await page.getByText('Картадагы чекит').click()
    await page.getByRole('button', { name: 'Азыр турган жерим' }).click()
    await page.getByText('Жер белгиленди.').waitFor()
    expect(await page.locator('[name=latitude]').inputValue()).toBe('41.40000')
    expect(broken).toEqual([])
    await browser.close()
  })
})
