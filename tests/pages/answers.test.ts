import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { feedbackContact } from '#db/schema/feedback.ts'
import { moderateFeedback } from '#features/feedback/moderateFeedback.ts'
import { acceptOneTimeLink } from '#features/identity/acceptOneTimeLink.ts'
import { createAccount } from '#features/identity/createAccount.ts'
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

async function signedIn(email = 'editor@ala-buka.example') {
  const browser = jar(server.url)
  expect((await browser.post('/ky/sign-in', { email, password: PASSWORD })).status).toBe(303)
  return browser
}
const word = (more: object = {}) => sent(app, { ...goodWord(place.id), ...more })
const versionIn = (html: string) => /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''

describe.skipIf(engineMissing())("the office's answers in a browser", () => {
  beforeAll(async () => {
    const settings = await freshDatabase()
    app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    place = await seededPlace(app)
    for (const [email, role] of [
      ['editor@ala-buka.example', 'editor'],
      ['publisher@ala-buka.example', 'publisher'],
      ['agency@example.kg', 'agency'],
      ['dpi@example.kg', 'dpi'],
    ] as const) {
      const unitId = role === 'editor' || role === 'publisher' ? place.id : undefined
      const made = await createAccount(app, OPERATOR, { email, name: 'Жылдыз', language: 'ky', role, unitId })
      if (made.ok) await acceptOneTimeLink(app, made.value.token, PASSWORD, { sender: email })
    }
    server = await startServer(settings)
  })
  afterAll(async () => {
    await server?.stop()
    await app?.close()
  })

  it('leads a visitor to sign in, and keeps the inbox from who has no office', async () => {
    const { reference } = await word()
    for (const path of ['answers', `answers/${reference}`, 'settings']) {
      const away = await jar(server.url).get(`/ky/office/${place.slug}/${path}`)
      expect([away.status, away.headers.get('location')?.startsWith('/ky/sign-in')]).toEqual([303, true])
    }
    const dpi = await signedIn('dpi@example.kg')
    for (const path of ['answers', 'settings']) expect((await dpi.get(`/ky/office/${place.slug}/${path}`)).status).toBe(403)
  })

  it('answers in two steps from the list, without a script, and the public page shows it at once', async () => {
    const { reference, trackingCode } = await word({ contact: { email: 'author@example.kg' } })
    const everybody = jar(server.url)
    const page = `/ky/feedback/${reference}`
    expect(await (await everybody.get(page)).text()).toContain('Жооп берүү мөөнөтү')
    await moderateFeedback(app, OPERATOR, { reference, version: 0, decision: 'publish' })
    const editor = await signedIn()
    const list = await (await editor.get(`/ky/office/${place.slug}/answers`)).text()
    expect(list).toContain(`/ky/office/${place.slug}/answers/${reference}`)
    const address = `/ky/office/${place.slug}/answers/${reference}`
    const form = await (await editor.get(address)).text()
    expect(form).not.toContain('author@example.kg')
    const fields = { version: versionIn(form), kind: 'answer', language: 'ky', audience: 'public' }
    const inserted = await editor.post(address, { ...fields, act: 'insert', ready: 'thanks', text: 'Саламатсызбы!' })
    expect([inserted.status, await inserted.text()]).toEqual([
      200,
      expect.stringContaining('Саламатсызбы! Кайрылууңуз үчүн рахмат.'),
    ])
    const empty = await editor.post(address, { ...fields, act: 'answer', text: '' })
    expect([empty.status, await empty.text()]).toEqual([422, expect.stringContaining('Жоопту жазыңыз')])
    const done = await editor.post(address, { ...fields, act: 'answer', kind: 'done', text: 'Түтүк алмаштырылды.' })
    expect([done.status, done.headers.get('location')]).toEqual([303, `/ky/office/${place.slug}/answers?done=${reference}`])
    expect(await (await everybody.get(page)).text()).toContain('Түтүк алмаштырылды.')
    const late = await editor.post(address, { ...fields, act: 'answer', text: 'Экинчи жооп' })
    expect([late.status, await late.text()]).toEqual([409, expect.stringContaining('Экинчи жооп')])
    // The author says that it is not done; the office sees it, nobody else what was said.
    const author = jar(server.url)
    const whole = `${page}?trackingCode=${trackingCode}`
    expect(await (await author.get(whole)).text()).toContain('Аткарылдыбы?')
    const said = await author.post(whole, { outcome: 'no', note: 'Дагы агып жатат' })
    expect([said.status, said.headers.get('location')]).toEqual([303, `${page}?trackingCode=${trackingCode}&judged`])
    const after = await (await everybody.get(page)).text()
    expect(after).toContain('Автору: аткарылган жок')
    expect(after).not.toContain('Дагы агып жатат')
    expect(await (await editor.get(address)).text()).toContain('Дагы агып жатат')
    const api = (await (await everybody.get(`/api/v1/feedback/${reference}`)).json()) as { status: string; answering: object }
    expect(api).toMatchObject({ status: 'reopened', answering: { state: 'waiting', outcome: 'no' } })
    expect(JSON.stringify(api)).toContain('Түтүк алмаштырылды.')
  })

  it('lets the agency read what is published, without the forms', async () => {
    const { reference } = await word()
    const agency = await signedIn('agency@example.kg')
    const address = `/ky/office/${place.slug}/answers/${reference}`
    expect((await agency.get(address)).status).toBe(404)
    await moderateFeedback(app, OPERATOR, { reference, version: 0, decision: 'publish' })
    const page = await agency.get(address)
    const html = await page.text()
    expect(page.status).toBe(200)
    expect(html).not.toContain('name="act"')
    const tried = await agency.post(address, {
      act: 'answer',
      version: '0',
      kind: 'answer',
      language: 'ky',
      audience: 'public',
      text: 'x',
    })
    expect(tried.status).toBe(403)
  })

  it('keeps the promise and the contact in the settings, and loses nothing where two edit at once', async () => {
    const publisher = await signedIn('publisher@ala-buka.example')
    const address = `/ky/office/${place.slug}/settings`
    const shown = await (await publisher.get(address)).text()
    const [answering, contact] = [...shown.matchAll(/name="version" value="(-?\d+)"/g)].map(match => match[1] ?? '')
    const promise = { which: 'answering', version: answering ?? '', promiseWorkingDays: '5' }
    expect((await publisher.post(address, promise)).status).toBe(303)
    const again = await publisher.post(address, { ...promise, promiseWorkingDays: '9' })
    expect([again.status, await again.text()]).toEqual([409, expect.stringContaining('value="9"')])
    const reach = { which: 'contact', version: contact ?? '', phone: '+996 3748 50123', website: 'aiyl.kg' }
    const wrong = await publisher.post(address, reach)
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('value="aiyl.kg"')])
    expect((await publisher.post(address, { ...reach, website: 'https://aiyl.example' })).status).toBe(303)
    expect(await (await publisher.get(`/ky/m/${place.slug}`)).text()).toContain('+996 3748 50123')
  })

  it('ends mail by one press of a mail program, without cookies and from anywhere; opening the link changes nothing', async () => {
    await word({ contact: { email: 'once@example.kg' } })
    const tokenOf = async () =>
      (await app.store.read.select().from(feedbackContact).where(eq(feedbackContact.email, 'once@example.kg')))[0]
        ?.unsubscribeToken
    const url = `${server.url}/ky/unsubscribe/${await tokenOf()}`
    expect((await fetch(url)).status).toBe(200)
    expect(await tokenOf()).toBeTruthy()
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded', Origin: 'https://mail.example' }
    const pressed = await fetch(url, { method: 'POST', headers, body: 'List-Unsubscribe=One-Click' })
    expect(pressed.status).toBe(200)
    expect(await tokenOf()).toBeUndefined()
    expect((await fetch(`${server.url}/ky/unsubscribe/${'x'.repeat(32)}`, { method: 'POST', headers, body: '' })).status).toBe(
      404,
    )
    // Nothing else is let through.
    const elsewhere = await fetch(`${server.url}/ky/sign-in`, { method: 'POST', headers, body: 'email=a' })
    expect(elsewhere.status).toBe(403)
  })
})
