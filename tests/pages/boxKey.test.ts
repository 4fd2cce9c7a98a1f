import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedBase } from '#db/seed/base.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { makeBoxKey } from '#features/participatory-budgeting/ballots/makeBoxKey.ts'
import { readBoxKey } from '#features/participatory-budgeting/ballots/readBox.ts'
import { sheetLines } from '#features/participatory-budgeting/ballots/rules/keySheet.ts'
import { readConfig } from '#platform/config.ts'
import { type App, buildApp } from '#src/app.ts'
import { engineMissing, freshDatabase } from '#tests/support/app.ts'
import { must } from '#tests/support/ballotBox.ts'
import { jar } from '#tests/support/jar.ts'
import { seededCycle } from '#tests/support/pbCycle.ts'
import { person } from '#tests/support/people.ts'
import { type Server, startServer } from '#tests/support/server.ts'

const KEY = '/ru/office/ala-buka/pb/ala-buka-2026/key'
let app: App
let server: Server
const sessions: Record<string, string> = {}

const as = (role: 'commission' | 'editor') => {
  const browser = jar(server.url)
  browser.cookies.set('ashar_session', sessions[role] ?? '')
  return browser
}

describe.skipIf(engineMissing())("the office's page of the ballot box", () => {
  beforeAll(async () => {
    const settings = await freshDatabase()
    app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    await seedBase(app)
    const place = await readMunicipality(app, 'ala-buka')
    for (const role of ['commission', 'editor'] as const)
      sessions[role] = (await person(app, `${role}@box.example`, role, place?.id, true)).sessionId
    await seededCycle(app, { phase: 'pricing' })
    server = await startServer({ ...settings, ASHAR_WORKER: 'off', ASHAR_DEMO: '1' })
  })
  afterAll(async () => {
    await server?.stop()
    await app?.close()
  })

  it('gives three sheets as one PDF that is kept nowhere, and warns before', async () => {
    const browser = as('commission')
    const page = await browser.get(KEY)
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(await page.text()).toContain('Если потеряны два листа, пропадут все онлайн-голоса')
    const made = await browser.post(KEY, { do: 'make' })
    expect([made.status, made.headers.get('content-type'), made.headers.get('cache-control')]).toEqual([
      200,
      'application/pdf',
      'no-store',
    ])
    const pdf = Buffer.from(await made.arrayBuffer()).toString('latin1')
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(3)
    const key = await readBoxKey(app, 'ala-buka-2026')
    expect(key).toMatchObject({ rehearsedAt: undefined, isDemo: false })
    // A second key takes the first one's place only where somebody says that they know.
    const again = await browser.post(KEY, { do: 'make' })
    expect([again.status, await again.text()]).toEqual([422, expect.stringContaining('прежние листы станут недействительными')])
    expect(await readBoxKey(app, 'ala-buka-2026')).toEqual(key)
    expect((await browser.post(KEY, { do: 'make', known: 'yes' })).status).toBe(200)
    expect((await readBoxKey(app, 'ala-buka-2026'))?.publicKey).not.toBe(key?.publicKey)
  })

  it('names the line with a slip and keeps what was typed; with right sheets the rehearsal is passed', async () => {
    const browser = as('commission')
    const sheets = must(await makeBoxKey(app, OPERATOR, 'ala-buka-2026')).sheets.map(sheetLines)
    const [one = [], two = []] = sheets
    const slip = two.map((line, at) => (at === 2 ? line.replace(/^./, first => (first === '7' ? '8' : '7')) : line))
    const wrong = await browser.post(KEY, { do: 'rehearse', sheet1: one.join('\n'), sheet2: slip.join('\n') })
    const text = await wrong.text()
    expect([wrong.status, text]).toEqual([422, expect.stringContaining('В строке 3 ошибка')])
    expect(text).toContain(slip[5])
    const right = await browser.post(KEY, { do: 'rehearse', sheet1: one.join('\r\n'), sheet2: two.join('\r\n') })
    expect([right.status, right.headers.get('location')]).toEqual([303, `${KEY}?done=rehearse`])
    expect(await (await browser.get(`${KEY}?done=rehearse`)).text()).toContain('Проверка пройдена')
    const early = await browser.post(KEY, { do: 'close' })
    expect([early.status, await early.text()]).toEqual([422, expect.stringContaining('Онлайн-голосование ещё идёт')])
  })

  it('is read by the office, and worked on by the commission only', async () => {
    const browser = as('editor')
    const page = await browser.get(KEY)
    const text = await page.text()
    expect(page.status).toBe(200)
    expect(text).not.toContain('value="make"')
    expect(text).toContain('работают только члены комиссии')
    for (const work of ['make', 'rehearse', 'close', 'open', 'verify']) {
      const answer = await browser.post(KEY, { do: work, known: 'yes', sheet1: 'A', sheet2: 'B' })
      expect(answer.status, work).toBe(403)
    }
    expect((await jar(server.url).get(KEY)).headers.get('location')).toContain('/ru/sign-in')
    expect((await as('commission').post(KEY, { do: 'burn' })).status).toBe(422)
  })
})
