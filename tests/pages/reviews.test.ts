import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrateStore } from '#db/migrate.ts'
import { sessionCookieName } from '#features/identity/sessionCookie.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import type { Cycle } from '#features/participatory-budgeting/cycles/rules/cycle.ts'
import { readBallotProjects } from '#features/participatory-budgeting/proposals/readBallotProjects.ts'
import { readProposal } from '#features/participatory-budgeting/proposals/readProposal.ts'
import { readReviewWork } from '#features/participatory-budgeting/proposals/readReviews.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { readConfig } from '#platform/config.ts'
import { type App, buildApp } from '#src/app.ts'
import { engineMissing, freshDatabase } from '#tests/support/app.ts'
import { seededPlace } from '#tests/support/feedback.ts'
import { seededCycle } from '#tests/support/pbCycle.ts'
import { person } from '#tests/support/people.ts'
import { judged, objected, seededProposal, som } from '#tests/support/reviews.ts'
import { type Server, startServer } from '#tests/support/server.ts'

let server: Server
let app: App
let place: Municipality
let cycle: Cycle
const list = (lang = 'ky') => `/${lang}/office/${place.slug}/pb/${cycle.id}/proposals`

/** Somebody of the office with a role, who reads and posts. */
async function member(role: 'publisher' | 'editor' | 'branch') {
  const { sessionId } = await person(app, `${role}@example.kg`, role, place.id)
  const headers = { origin: server.url, cookie: `${sessionCookieName(app.config.siteUrl)}=${sessionId}` }
  const get = (path: string, init: RequestInit = {}) => fetch(server.url + path, { redirect: 'manual', headers, ...init })
  return {
    get,
    post: (path: string, fields: [string, string][]) => get(path, { method: 'POST', body: new URLSearchParams(fields) }),
  }
}

describe.skipIf(engineMissing())('the office’s pages of proposals', () => {
  let publisher: Awaited<ReturnType<typeof member>>
  let editor: Awaited<ReturnType<typeof member>>
  beforeAll(async () => {
    const settings = await freshDatabase({ migrated: false })
    await migrateStore(settings.DATABASE_URL)
    app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    place = await seededPlace(app)
    cycle = await seededCycle(app, { place: place.slug, phase: 'reviewing' })
    server = await startServer({ ...settings, ASHAR_WORKER: 'off' })
    publisher = await member('publisher')
    editor = await member('editor')
  })
  afterAll(async () => {
    await server?.stop()
    await app?.close()
  })

  it('are closed to strangers, and read only for who may not work', async () => {
    await seededProposal(app, cycle, { id: 'shut', state: 'waiting' })
    const open = await fetch(server.url + list(), { redirect: 'manual' })
    expect([open.status, open.headers.get('location')?.includes('sign-in')]).toEqual([303, true])
    const branch = await member('branch')
    const page = await branch.get(`${list()}/shut`)
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(await page.text()).not.toContain('value="letOn"')
    expect((await branch.post(`${list()}/shut`, [['do', 'letOn'], ['version', '0']])).status).toBe(403) // prettier-ignore
    expect((await publisher.get(`${list()}/none`)).status).toBe(404)
    const other = await fetch(`${server.url}/ky/office/barpy/pb/${cycle.id}/proposals`, { redirect: 'manual' })
    expect(other.status).not.toBe(200)
  })

  it('take a proposal from the mailbox to the ballot, answer by answer', async () => {
    await seededProposal(app, cycle, { id: 'path', state: 'waiting', title: 'Мост', language: 'ru' })
    const at = `${list('ru')}/path`
    expect(await (await editor.get(at)).text()).toContain('Включить в список')
    expect((await editor.post(at, [['do', 'letOn'], ['version', '0']])).status).toBe(303) // prettier-ignore
    // A draft is saved as far as it is; the page says what it lacks.
    expect((await editor.post(at, [['do', 'judge'], ['version', '0'], ['eligible', 'yes']])).status).toBe(303) // prettier-ignore
    const lacking = await (await editor.get(at)).text()
    expect(lacking).toContain('Чего не хватает для публикации')
    expect(lacking).toContain('Укажите, выполнимо ли оно')
    const wrong = await editor.post(at, [['do', 'judge'], ['version', '1'], ['eligible', 'yes'], ['feasible', 'yes'], ['price', 'много']]) // prettier-ignore
    const shown = await wrong.text()
    expect([wrong.status, shown.includes('value="много"'), shown.includes('#field-price')]).toEqual([422, true, true])
    const good: [string, string][] = [['do', 'judge'], ['version', '1'], ['eligible', 'yes'], ['feasible', 'yes'], ['price', '350 миң'], ['durationMonths', '4']] // prettier-ignore
    expect((await editor.post(at, good)).status).toBe(303)
    const late = await editor.post(at, good)
    const meanwhile = await late.text()
    expect([late.status, meanwhile.includes('350 миң'), meanwhile.includes('name="version" value="2"')]).toEqual([
      409,
      true,
      true,
    ])
    expect((await editor.post(at, [['do', 'titles'], ['version', '1'], ['titleKy', 'Көпүрө'], ['titleRu', 'Мост']])).status).toBe(303) // prettier-ignore
    expect(await (await editor.get(list('ru'))).text()).not.toContain('value="releaseAll"')
    expect((await editor.post(list('ru'), [['do', 'releaseAll']])).status).toBe(403)
    expect((await publisher.post(list('ru'), [['do', 'release']])).status).toBe(422)
    const released = await publisher.post(list('ru'), [['do', 'release'], ['ids[]', 'path']]) // prettier-ignore
    expect([released.status, released.headers.get('location')]).toEqual([303, `${list('ru')}?released=1`])
    const area = cycle.areas[0]?.id
    expect(await readBallotProjects(app, cycle.id)).toEqual([
      { id: 'path', titles: { ky: 'Көпүрө', ru: 'Мост' }, price: som(350_000), area },
    ])
    // Who may not release, may not change what is out either: the answer is shown without its form.
    expect(await (await editor.get(at)).text()).not.toContain('value="judge"')
    const again = await publisher.post(at, [['do', 'judge'], ['version', '3'], ['eligible', 'yes'], ['feasible', 'yes'], ['price', '400000']]) // prettier-ignore
    expect([again.status, (await again.text()).includes('#field-reason')]).toEqual([422, true])
  })

  it('answer an objection, merge and split', async () => {
    for (const id of ['all', 'bll', 'cll']) await seededProposal(app, cycle, { id })
    await judged(app, 'all')
    const appeal = await objected(app, 'all')
    const empty = await publisher.post(`${list()}/all`, [['do', 'appeal'], ['appeal', appeal]]) // prettier-ignore
    const shown = await empty.text()
    expect([empty.status, shown.includes('#field-outcome'), shown.includes('#field-answer')]).toEqual([422, true, true])
    expect((await publisher.post(`${list()}/all`, [['do', 'appeal'], ['appeal', appeal], ['outcome', 'rejected'], ['answer', 'Жок']])).status).toBe(303) // prettier-ignore
    const merged = await editor.post(`${list()}/all`, [['do', 'merge'], ['ids[]', 'bll'], ['into', 'this'], ['mergeReason', 'Окшош']]) // prettier-ignore
    expect(merged.headers.get('location')).toBe(`${list()}/all?done=merge`)
    expect((await readProposal(app, 'bll'))?.state).toBe('merged')
    const one = await editor.post(`${list()}/cll`, [['do', 'split'], ['splitLanguage', 'ky'], ['splitReason', 'Эки иш'], ['parts.0.title', 'Биринчи'], ['parts.0.text', 'а']]) // prettier-ignore
    expect([one.status, (await one.text()).includes('value="Биринчи"')]).toEqual([422, true])
    const two = await editor.post(`${list()}/cll`, [['do', 'split'], ['splitLanguage', 'ky'], ['splitReason', 'Эки иш'], ['parts.0.title', 'Биринчи'], ['parts.0.text', 'а'], ['parts.1.title', 'Экинчи'], ['parts.1.text', 'б']]) // prettier-ignore
    expect(two.status).toBe(303)
    const work = await readReviewWork(app, OPERATOR, { cycleId: cycle.id, id: 'cll' })
    expect(work).toMatchObject({ value: { row: { proposal: { state: 'split' } }, links: { to: [{}, {}] } } })
  })
})
