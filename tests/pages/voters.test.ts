import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { boxEnvelope } from '#db/schema/ballotBox.ts'
import { rollCode, rollPerson } from '#db/schema/voterRoll.ts'
import { seedBase } from '#db/seed/base.ts'
import type { Role } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { readConfig } from '#platform/config.ts'
import { type App, buildApp } from '#src/app.ts'
import { engineMissing, freshDatabase } from '#tests/support/app.ts'
import { type OpenVote, openVote } from '#tests/support/ballots.ts'
import { jar } from '#tests/support/jar.ts'
import { type EidPeer, freePort, startEidPeer, throughEid } from '#tests/support/oidcProvider.ts'
import { PASSWORD, person } from '#tests/support/people.ts'
import { type Server, startServer } from '#tests/support/server.ts'
import { wholeStore } from '#tests/support/wholeStore.ts'

const PIN = '20101199012345'
let app: App
let server: Server
let peer: EidPeer
let votes = 0
type Browser = ReturnType<typeof jar>

const at = (vote: OpenVote, part = '') => `/ky/pb/${vote.cycle.id}/vote${part && `/${part}`}`
const office = (vote: OpenVote, part = '') => `/ky/office/ala-buka/pb/${vote.cycle.id}/voters${part && `/${part}`}`
const newVote = (vote: Parameters<typeof openVote>[2] = {}) => openVote(app, undefined, { id: `voters-${(votes += 1)}`, ...vote })
async function staff(role: Role): Promise<Browser> {
  const place = await readMunicipality(app, 'ala-buka')
  const email = `${role}-${(votes += 1)}@ala-buka.example`
  await person(app, email, role, role === 'branch' ? place?.oblast?.id : place?.id)
  const browser = jar(server.url)
  expect((await browser.post('/ky/sign-in', { email, password: PASSWORD })).status).toBe(303)
  return browser
}
/** Posts a file with fields, as a form with a file does. */
const postFile = (browser: Browser, path: string, fields: Record<string, string>, file: string) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('file', new File([file], 'roll.csv'))
  const cookie = [...browser.cookies].map(pair => pair.join('=')).join('; ')
  return fetch(server.url + path, { method: 'POST', body: form, redirect: 'manual', headers: { origin: server.url, cookie } })
}
/** Presses the eID button and comes back from the provider. */
async function withEid(browser: Browser, vote: OpenVote, who = PIN): Promise<Response> {
  peer.person = who
  const page = await browser.post(at(vote, 'eid'), {})
  expect(page.status).toBe(200)
  const to = /http-equiv="refresh" content="0;url=([^"]+)"/.exec(await page.text())?.[1] ?? ''
  const back = await throughEid(to.replaceAll('&amp;', '&').replaceAll('&#38;', '&'), peer.issuer)
  return browser.get(back.pathname + back.search)
}

describe.skipIf(engineMissing())('pages of voters', () => {
  beforeAll(async () => {
    const [settings, port] = [await freshDatabase(), await freePort()]
    const SITE_URL = `http://127.0.0.1:${port}`
    peer = await startEidPeer(`${SITE_URL}/eid/callback`)
    app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    await seedBase(app)
    server = await startServer({ ...settings, ...peer.env, SITE_URL, PORT: String(port), ASHAR_WORKER: 'off', LOG_LEVEL: 'info' })
  })
  afterAll(async () => {
    await server?.stop()
    await peer?.stop()
    await app?.close()
  })

  it('take a vote with an eID from the button to the box: the area asked once, one vote for one person, nothing of them kept', async () => {
    const vote = await newVote({ vote: { channels: { code: false, eid: true, paper: false } } })
    const phone = jar(server.url)
    const came = await withEid(phone, vote)
    expect([came.status, came.headers.get('location')]).toEqual([303, at(vote, 'area')])
    // Without the answer there is no ballot.
    expect((await phone.get(at(vote, 'ballot'))).headers.get('location')).toBe(at(vote))
    const asked = await phone.get(at(vote, 'area'))
    expect([asked.status, asked.headers.get('cache-control'), await asked.text()]).toEqual([
      ...[200, 'no-store'],
      expect.stringContaining('Төмөнкү айыл'),
    ])
    expect((await phone.post(at(vote, 'area'), { area: 'elsewhere' })).status).toBe(422)
    const chosen = await phone.post(at(vote, 'area'), { area: `${vote.cycle.id}-south` })
    expect([chosen.status, chosen.headers.get('location')]).toEqual([303, at(vote, 'ballot')])
    const ballot = async (browser: Browser) => {
      const page = await browser.post(at(vote, 'check'), { order: '1', choice: 'SOUTH44' })
      return /name="ballot" value="([^"]*)"/.exec(await page.text())?.[1] ?? ''
    }
    // The same person on another phone, who lives where they said first.
    const other = jar(server.url)
    expect((await withEid(other, vote)).headers.get('location')).toBe(at(vote, 'ballot'))
    const [mine, theirs] = [await ballot(phone), await ballot(other)]
    const cast = await Promise.all([
      phone.post(at(vote, 'receipt'), { act: 'cast', ballot: mine }),
      other.post(at(vote, 'receipt'), { act: 'cast', ballot: theirs }),
    ])
    const texts = await Promise.all(cast.map(one => one.text()))
    expect(texts.filter(text => text.includes('Добушуңуз кутуда'))).toHaveLength(1)
    const box = (await app.store.read.select().from(boxEnvelope)).filter(one => one.cycleId === vote.cycle.id)
    expect(box.map(one => one.pot)).toEqual([`${vote.cycle.id}-south`])
    const again = await withEid(jar(server.url), vote)
    expect([again.status, await again.text()]).toEqual([403, expect.stringContaining(at(vote))])
    expect((await withEid(jar(server.url), vote, '20101199054321')).status).toBe(303)
    const people = (await app.store.read.select().from(rollPerson)).filter(one => one.cycleId === vote.cycle.id)
    expect(people.filter(one => one.state === 'voted')).toHaveLength(1)
    expect(await wholeStore(app.config.databaseUrl)).not.toMatch(/20101199012345|Nobody Must Know/)
    expect(server.output()).not.toMatch(/20101199012345|eid\/callback/)
  })

  it('offer no eID where the rules have none, and say so', async () => {
    const vote = await newVote()
    const browser = jar(server.url)
    const refused = await browser.post(at(vote, 'eid'), {})
    expect([refused.status, await refused.text()]).toEqual([404, expect.stringContaining('eID менен добуш берилбейт')])
    expect((await browser.get(at(vote, 'eid'))).headers.get('location')).toBe(at(vote))
    expect((await browser.get(at(vote, 'area'))).headers.get('location')).toBe(at(vote))
  })

  it('print codes in one answer that no cache keeps, and show them nowhere else', async () => {
    const vote = await newVote()
    const commission = await staff('commission')
    const missing = await commission.post(office(vote), { do: 'print', count: '2' })
    expect([missing.status, await missing.text()]).toEqual([422, expect.stringContaining('value="2"')])
    const printed = await commission.post(office(vote), { do: 'print', area: vote.cycle.areas[0]?.id ?? '', count: '2' })
    const { headers } = printed
    expect([printed.status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
      200,
      'application/pdf',
      'no-store',
    ])
    expect(
      Buffer.from(await printed.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    const page = await (await commission.get(office(vote))).text()
    const list = /href="([^"]*list\.pdf[^"]*)"/.exec(page)?.[1] ?? ''
    expect((await commission.get(list)).headers.get('content-type')).toBe('application/pdf')
    const [row] = (await app.store.read.select().from(rollCode)).filter(one => one.cycleId === vote.cycle.id)
    const voided = await commission.post(office(vote), { do: 'void', serial: row?.serial ?? '', reason: 'бузулган' })
    expect([voided.status, voided.headers.get('location')]).toEqual([303, expect.stringContaining('done=void')])
    expect((await commission.get(voided.headers.get('location') ?? '')).status).toBe(200)
    const reprinted = await commission.post(office(vote), { do: 'reprint', serial: '1-002', reason: 'бузулган' })
    expect(reprinted.headers.get('content-type')).toBe('application/pdf')
    const unknown = await commission.post(office(vote), { do: 'void', serial: '7-777', reason: 'бузулган' })
    expect([unknown.status, await unknown.text()]).toEqual([422, expect.stringContaining('7-777')])
  })

  it('read the roll in, find somebody in it, and mark who was handed a code', async () => {
    const vote = await newVote()
    const commission = await staff('commission')
    expect(await (await commission.get(office(vote, 'check'))).text()).toContain('Тизме азырынча жүктөлө элек')
    const head = 'Номери;Аты-жөнү;Туулган жылы;Жынысы;Айылы;Аймагы'
    const bad = await postFile(commission, office(vote, 'roll'), { do: 'import' }, `${head}\n1;Асанова Айгүл;90;аял;;1`)
    expect([bad.status, await bad.text()]).toEqual([422, expect.stringContaining('2-сап')])
    const good = await postFile(commission, office(vote, 'roll'), { do: 'import' }, `${head}\n1;Асанова Айгүл;1990;аял;;1`)
    expect([good.status, good.headers.get('location')]).toEqual([303, expect.stringContaining('done=import&count=1')])
    expect((await commission.get(office(vote, 'roll.xlsx'))).status).toBe(200)
    expect((await jar(server.url).get(office(vote, 'roll.xlsx'))).status).toBe(303)
    const code = await vote.code()
    const [row] = (await app.store.read.select().from(rollCode)).filter(one => one.cycleId === vote.cycle.id)
    const found = await (await commission.get(office(vote, 'check?q=айгул'))).text()
    expect(found).toContain('Добуш бере алат')
    // What was typed into the wrong field is not shown to who looks over a shoulder as a code would be: it is refused.
    const wrong = await commission.post(office(vote, 'check?q=айгул'), { do: 'handCode', number: '1', serial: code })
    expect(wrong.status).toBe(422)
    const handed = await commission.post(office(vote, 'check?q=айгул'), {
      do: 'handCode',
      number: '1',
      serial: row?.serial ?? '',
    })
    expect(handed.headers.get('location')).toContain('done=handCode')
    expect(await (await commission.get(office(vote, 'check?q=1'))).text()).toContain('Коду бар')
    expect((await commission.get(office(vote, 'roll.pdf'))).headers.get('content-type')).toBe('application/pdf')
  })

  it('show names to nobody but who checks voters, and codes to nobody but who may issue them', async () => {
    const vote = await newVote()
    const [editor, branch] = [await staff('editor'), await staff('branch')]
    expect((await editor.get(office(vote, 'check'))).status).toBe(200)
    const read = await editor.get(office(vote))
    expect([read.status, await read.text()]).toEqual([200, expect.not.stringContaining('value="print"')])
    expect((await editor.post(office(vote), { do: 'print', area: vote.cycle.areas[0]?.id ?? '', count: '1' })).status).toBe(403)
    expect((await branch.get(office(vote))).status).toBe(200)
    expect((await branch.get(office(vote, 'check?q=1'))).status).toBe(403)
    expect((await branch.get(office(vote, 'roll.pdf'))).status).toBe(403)
    const visitor = jar(server.url)
    for (const part of ['', 'roll', 'check', 'roll.pdf', 'list.pdf'])
      expect((await visitor.get(office(vote, part))).headers.get('location'), part).toContain('/ky/sign-in')
  })
})
