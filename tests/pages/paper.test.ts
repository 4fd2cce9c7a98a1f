import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sessionCookieName } from '#features/identity/sessionCookie.ts'
import type { Role } from '#features/identity/rules/viewer.ts'
import { keepProtocol } from '#features/participatory-budgeting/paper/keepProtocol.ts'
import { readPaperCounts } from '#features/participatory-budgeting/paper/readPaperBallots.ts'
import { readConfig } from '#platform/config.ts'
import { type App, buildApp } from '#src/app.ts'
import { engineMissing, freshDatabase } from '#tests/support/app.ts'
import { must } from '#tests/support/hearings.ts'
import { BLANK, keyAll, member, read, seededStation } from '#tests/support/paper.ts'
import { person } from '#tests/support/people.ts'
import { type Server, startServer } from '#tests/support/server.ts'

let server: Server
let app: App
let seeded: Awaited<ReturnType<typeof seededStation>>
const cookies = new Map<string, { cookie: string; accountId: string }>()

const ROLES: readonly Role[] = ['editor', 'commission', 'branch']

describe.skipIf(engineMissing())('pages of paper votes', () => {
  beforeAll(async () => {
    const settings = { ...(await freshDatabase()), ASHAR_DEMO: '1' }
    app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    seeded = await seededStation(app)
    const name = sessionCookieName(app.config.siteUrl)
    for (const role of ROLES) {
      const { sessionId, accountId } = await person(app, `${role}@ala-buka.example`, role, seeded.place.id, true)
      cookies.set(role, { cookie: `${name}=${sessionId}`, accountId })
    }
    server = await startServer({ ...settings, ASHAR_WORKER: 'off' })
  })
  afterAll(async () => {
    await server?.stop()
    await app?.close()
  })

  const office = (part = '', lang = 'ky') => `/${lang}/office/ala-buka/pb/${seeded.cycle.id}/paper${part}`
  const ask = (path: string, role?: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
    fetch(server.url + path, {
      redirect: 'manual',
      ...init,
      headers: { ...(role ? { cookie: cookies.get(role)?.cookie ?? '' } : {}), origin: server.url, ...init.headers },
    })
  const post = (path: string, role: string | undefined, fields: Record<string, string>) =>
    ask(path, role, { method: 'POST', body: new URLSearchParams(fields) })
  const send = (role: string | undefined, body: unknown) =>
    ask(office('/1/keyings'), role, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    })

  it('are shown in three languages to the office, kept by no cache, and to nobody else', async () => {
    for (const lang of ['ky', 'ru', 'en'])
      for (const part of ['', '/1', '/1/key', '/1/differences', '/1/protocol', '/offline/1']) {
        const page = await ask(office(part, lang), 'commission')
        expect([lang, part, page.status, page.headers.get('cache-control')]).toEqual([lang, part, 200, 'no-store'])
        const html = await page.text()
        expect(html).toContain('№ 2 мектеп')
        expect(html.match(/<script(?![^>]*\ssrc=)[^>]*>/)).toBe(null)
        const signIn = await ask(office(part, lang))
        expect([signIn.status, signIn.headers.get('location')]).toEqual([
          303,
          `/${lang}/sign-in?next=${encodeURIComponent(office(part, lang))}`,
        ])
      }
    for (const part of ['/9', '/1/nowhere', '/x'])
      expect([part, (await ask(office(part), 'commission')).status]).toEqual([part, 404])
    expect((await ask(office().replace('ala-buka-2026', 'nothing'), 'commission')).status).toBe(404)
  })

  it('let who only reads see how far it is, and change nothing', async () => {
    const list = await (await ask(office(), 'branch')).text()
    expect(list).toContain('№ 2 мектеп')
    expect(list).not.toContain('name="firstSerial"')
    expect((await ask(office('/offline/1'), 'branch')).status).toBe(403)
    expect((await post(office('/1/key'), 'branch', { do: 'key', number: '1', verdict: 'blank' })).status).toBe(403)
    expect((await post(office('/1/protocol'), 'editor', { do: 'sign', version: '0', names: 'А' })).status).toBe(403)
  })

  it('take a polling point, and show a refused one again with what was typed', async () => {
    const area = seeded.cycle.areas[0]?.id ?? ''
    const refused = await post(office(), 'commission', { do: 'save', area, name: 'Клуб', firstSerial: '50', lastSerial: '60' })
    expect(refused.status).toBe(422)
    const html = await refused.text()
    expect(html).toContain('value="Клуб"')
    expect(html).toContain('href="#field-firstSerial"')
    const taken = await post(office(), 'commission', { do: 'save', area, name: 'Клуб', firstSerial: '500', lastSerial: '560' })
    expect([taken.status, taken.headers.get('location')]).toEqual([303, `${office()}?done=added`])
    for (const lang of ['ky', 'ru', 'en'])
      expect(await (await ask(`/${lang}/pb/${seeded.cycle.id}`)).text()).toContain('№ 2. Клуб')
  })

  it('keep both texts where two people changed a protocol', async () => {
    const figures = { handedOut: '50', spoiledReplaced: '0', unused: '50', inUrn: '50' }
    expect((await post(office('/1/protocol'), 'commission', { do: 'protocol', version: '0', ...figures })).status).toBe(303)
    const late = await post(office('/1/protocol'), 'commission', {
      do: 'protocol',
      version: '0',
      ...figures,
      handedOut: '51',
      remarks: 'Башка сан',
    })
    expect(late.status).toBe(409)
    const html = await late.text()
    expect(html).toContain('Башка сан')
    expect(html).toContain('value="51"')
    expect(html).toContain('Шайлоочуларга берилген: 50')
    const typo = await post(office('/1/protocol'), 'commission', { do: 'protocol', version: '1', ...figures, inUrn: 'көп' })
    expect([typo.status, (await typo.text()).includes('value="көп"')]).toEqual([422, true])
  })

  it('give ballots, sample, poster and protocol as PDF to who prepares', async () => {
    const area = seeded.cycle.areas[0]?.id ?? ''
    for (const part of [`/sample.pdf?area=${area}`, `/poster.pdf?area=${area}`, '/1/protocol.pdf']) {
      const pdf = await ask(office(part), 'commission')
      expect([part, pdf.status, pdf.headers.get('content-type')]).toEqual([part, 200, 'application/pdf'])
      expect((await ask(office(part))).status).toBe(403)
    }
    const ballots = await post(office('/1/ballots.pdf'), 'commission', { first: '1' })
    expect([ballots.status, ballots.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect((await post(office('/1/ballots.pdf'), 'commission', { first: 'а' })).status).toBe(422)
    expect((await post(office('/1/ballots.pdf'), 'editor', { first: '1' })).status).toBe(403)
    expect((await ask(office('/sample.pdf?area=elsewhere'), 'commission')).status).toBe(422)
  })

  it('take what a device keyed, each once, and say clearly what they do not take', async () => {
    const account = cookies.get('editor')?.accountId
    const keyings = [1, 2].map(number => ({ entryKey: `device-key-${number}`, number, ...read('p1') }))
    expect((await send(undefined, { account, keyings })).status).toBe(303)
    expect((await send('commission', { account, keyings })).status).toBe(403)
    expect((await send('editor', { account, keyings: [] })).status).toBe(422)
    expect((await send('editor', { account, keyings: [{ ...keyings[0], number: 0 }] })).status).toBe(422)
    expect(
      (await ask(office('/1/keyings'), 'editor', { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } }))
        .status,
    ).toBe(400)
    const first = (await (await send('editor', { account, keyings })).json()) as { results: { state: string }[] }
    expect(first.results.map(one => one.state)).toEqual(['kept', 'kept'])
    const more = [
      ...keyings,
      { entryKey: 'device-key-3', number: 1, ...BLANK },
      { entryKey: 'device-key-4', number: 99, ...BLANK },
    ]
    const again = (await (await send('editor', { account, keyings: more })).json()) as { results: { state: string; code?: string; message?: string }[] } // prettier-ignore
    expect(again.results.map(one => one.code ?? one.state)).toEqual(['again', 'again', 'paper.keyedByYou', 'paper.numberBeyond'])
    expect(again.results[2]?.message).toContain('№ 1 бюллетенди сиз буга чейин киргизгенсиз')
    expect((await readPaperCounts(app, seeded.cycle.id)).stations[0]).toMatchObject({ keyed: 2, once: 2 })
  })

  it('give the worker of the pages without a line to everybody, limited to them', async () => {
    const worker = await ask(office('/offline.js'))
    expect([worker.status, worker.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8'])
    expect(worker.headers.get('service-worker-allowed')).toBe(null)
    expect(await (await ask(office('/offline/1'), 'commission')).text()).toContain(
      `&quot;scope&quot;:&quot;${office('/offline/')}&quot;`,
    )
  })

  it('show nobody what another keyed, but a third where two differ', async () => {
    await keyAll(app, member('other', seeded.place.id), seeded.which, [read('p4')])
    const html = async (role: string) => await (await ask(office('/1/differences'), role)).text()
    expect(await html('editor')).not.toContain('Таза суу')
    expect(await html('commission')).toContain('Таза суу')
    expect(await html('branch')).not.toContain('Таза суу')
    must(await keepProtocol(app, member('other', seeded.place.id), { ...seeded.which, version: 1, figures: { handedOut: 2, spoiledReplaced: 0, unused: 98, inUrn: 2 } })) // prettier-ignore
  })
})
