import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { moderateFeedback } from '#features/feedback/moderateFeedback.ts'
import { DAYS_A_LINK_LIVES } from '#features/feedback/tellAuthor.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { readConfig } from '#platform/config.ts'
import { paths } from '#platform/paths.ts'
import { type App, buildApp } from '#src/app.ts'
import { freshDatabase } from '#tests/support/app.ts'
import { axeFaults, overflowing } from '#tests/support/axe.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { seededPlace } from '#tests/support/feedback.ts'
import { type MailServer, mailServer, readMail } from '#tests/support/mailServer.ts'
import { until } from '#tests/support/outbox.ts'
import { person } from '#tests/support/people.ts'
import { type Server, startServer } from '#tests/support/server.ts'

const browser = await openBrowser()
const PHONE = { width: 360, height: 740 }
/** From Today to a sent promise: the word, "promise", the button; typing and the day are not presses. */
const MOST_PRESSES = 3
/** Ten days on, as the field of a date takes it. */
const PROMISED = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10)

let app: App
let server: Server
let mail: MailServer
let place: Awaited<ReturnType<typeof seededPlace>>
let publisher: BrowserContext

const visit = (javaScriptEnabled: boolean) =>
  (browser as Browser).newContext({ baseURL: server.url, viewport: PHONE, javaScriptEnabled })
const press = async (page: Page, what: string) => {
  const moved = page.waitForEvent('framenavigated')
  await page.locator(what).first().click()
  await moved
  await page.waitForLoadState('load')
}
/** Sound to axe where scripts run, and nothing sticks out at the side of a phone. */
async function sound(page: Page, javaScript = true): Promise<void> {
  if (!javaScript) return
  expect.soft([page.url(), await axeFaults(page)]).toEqual([page.url(), []])
  expect.soft([page.url(), await overflowing(page)]).toEqual([page.url(), []])
}
/** The text of the newest of `count` mails to an address. */
async function newestMail(to: string, count: number): Promise<string> {
  const mails = await until(
    async () => mail.mails.filter(one => one.to.includes(to)),
    seen => seen.length >= count,
    30_000,
  )
  expect(mails).toHaveLength(count)
  return readMail(mails.at(-1)?.raw ?? '').text
}
const linkIn = (text: string, part: string): string => {
  const found = new RegExp(`https?://\\S+/${part}/\\S+`).exec(text)?.[0]
  if (!found) throw new Error(`no link to ${part} in: ${text}`)
  return new URL(found).pathname
}

/** A resident writes, and leaves a mail address; the reference of the word. */
async function write(page: Page, lang: 'ky' | 'ru', text: string, email: string, javaScript: boolean): Promise<string> {
  await page.goto(`${paths.giveFeedback(lang, place.slug)}?about=service&id=L04`)
  let left = false
  for (let n = 0; n < 14; n += 1) {
    const form = page.locator('form[data-feedback-form]')
    if ((await form.count()) === 0) break
    const step = await form.getAttribute('data-step')
    if (step === 'kind') await form.locator('[value=complaint]').check()
    if (step === 'words') {
      await form.locator('textarea[name=text]').fill(text)
      await form.locator('[name=publish][value=yes]').check()
    }
    if (step === 'check' && !left) {
      left = true
      await press(page, 'a[href*="step=contact"]')
      await page.fill('[name=email]', email)
      await page.check('[name=share][value=no]')
      await sound(page, javaScript)
    }
    await press(page, 'form[data-feedback-form] button[type=submit]')
  }
  return /feedback\/(KG-[0-9A-Z]{4}-[0-9A-Z]{4})/.exec(page.url())?.[1] ?? ''
}

describe.skipIf(!browser && 'no browser on this machine')('a resident and an office', () => {
  beforeAll(async () => {
    mail = await mailServer({ keep: true })
    const settings = { ...(await freshDatabase()), SMTP_URL: mail.url, MAIL_FROM: 'Ashar <no-reply@ashar.example>' }
    app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    place = await seededPlace(app)
    const { sessionId } = await person(app, 'publisher@ala-buka.example', 'publisher', place.id)
    server = await startServer(settings)
    publisher = await visit(true)
    await publisher.addCookies([{ name: 'ashar_session', value: sessionId, url: server.url }])
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    await mail?.close()
    await app?.close()
  })

  for (const [lang, javaScript] of [
    ['ky', true],
    ['ru', false],
  ] as const)
    it(`come from a complaint to "done" by mail (${lang}, ${javaScript ? 'with' : 'without'} JavaScript)`, async () => {
      const author = `author-${lang}@example.kg`
      const text = `${lang === 'ky' ? 'Төмөнкү көчөгө суу жетпейт' : 'На нижней улице нет воды'}.`
      const resident = await (await visit(javaScript)).newPage()
      const reference = await write(resident, lang, text, author, javaScript)
      expect(reference).not.toBe('')
      const received = await newestMail(author, 1)
      expect(received).toContain(reference)
      await moderateFeedback(app, OPERATOR, { reference, version: 0, decision: 'publish' })
      await newestMail(author, 2)

      // From Today: the word, "promise", the button.
      const office = await publisher.newPage()
      let presses = 0
      const hand = async (what: string) => {
        presses += 1
        await press(office, what)
      }
      await office.goto(paths.office(lang, place.slug))
      await hand(`main a[href="${paths.officeAnswer(lang, place.slug, reference)}"]`)
      await sound(office)
      // What is to be done is on the first screen of a phone.
      expect((await office.locator('#answer-form textarea').boundingBox())?.y).toBeLessThan(PHONE.height)
      await office.fill('#answer-form textarea[name=text]', 'Насос алмаштырылат.')
      presses += 1
      await office.check('#answer-form [value=promise]')
      await office.fill('#answer-form [name=promisedFor]', PROMISED)
      await sound(office)
      await hand('#answer-form button[value=answer]')
      expect(new URL(office.url()).searchParams.get('done')).toBe(reference)
      expect(presses).toBeLessThanOrEqual(MOST_PRESSES)
      await sound(office)

      // The mail names the day; its link opens the word with the answer.
      const promise = await newestMail(author, 3)
      expect(promise).toContain('Насос алмаштырылат.')
      expect(promise).toContain(String(DAYS_A_LINK_LIVES))
      await resident.goto(linkIn(promise, 'answer'))
      expect(await resident.textContent('main')).toContain(text)
      await sound(resident, javaScript)

      const answerAgain = async (said: string) => {
        await office.goto(paths.officeAnswer(lang, place.slug, reference))
        await office.fill('#answer-form textarea[name=text]', said)
        await office.check('#answer-form [value=done]')
        await press(office, '#answer-form button[value=answer]')
        expect(office.url()).toContain('done=')
      }
      await answerAgain('Насос алмаштырылды.')
      const asked = linkIn(await newestMail(author, 4), 'answer')
      await resident.goto(asked)
      expect(await resident.locator('button[name=outcome]').count()).toBe(3)
      expect(await resident.textContent('main')).not.toContain(author)
      await resident.fill('textarea[name=note]', 'Жок, суу келген жок')
      await sound(resident, javaScript)
      await press(resident, 'button[name=outcome][value=no]')
      expect(await resident.locator('button[name=outcome]').count()).toBe(0)
      expect(await resident.locator('main [role=status]').count()).toBe(1)
      await sound(resident, javaScript)

      // Open again in the inbox, with what was said; nobody else reads that.
      await office.goto(paths.officeAnswers(lang, place.slug))
      expect(await office.locator(`.queue a[href$="${reference}"]`).count()).toBe(1)
      await office.goto(paths.officeAnswer(lang, place.slug, reference))
      expect(await office.textContent('main')).toContain('суу келген жок')
      await resident.goto(paths.feedback(lang, reference))
      expect(await resident.textContent('main')).not.toContain('суу келген жок')

      await answerAgain('Эми түтүк да алмаштырылды.')
      const again = linkIn(await newestMail(author, 5), 'answer')
      expect(again).not.toBe(asked)
      await resident.goto(asked)
      expect(await resident.locator('button[name=outcome]').count()).toBe(0)
      await resident.goto(again)
      await press(resident, 'button[name=outcome][value=yes]')
      await resident.goto(paths.feedback(lang, reference))
      const shown = await resident.textContent('main')
      expect(shown).toContain(lang === 'ky' ? 'Автору: аткарылды' : 'Автор: сделано')
      expect(shown).toContain('Эми түтүк да алмаштырылды.')
      await sound(resident, javaScript)
      await office.goto(paths.officeAnswers(lang, place.slug))
      expect(await office.locator(`.queue a[href$="${reference}"]`).count()).toBe(0)

      // The way out of the mail, from the last one.
      await resident.goto(linkIn(await newestMail(author, 5), 'unsubscribe'))
      await sound(resident, javaScript)
      await press(resident, 'main form button')
      await sound(resident, javaScript)
      await resident.context().close()
      await office.close()
    })

  it('leaves no page of the office, nor a dead link, unsound in either language', async () => {
    const page = await publisher.newPage()
    for (const lang of ['ky', 'ru'] as const) {
      for (const path of [paths.officeAnswers(lang, place.slug, '?tab=all'), paths.officeSettings(lang, place.slug)]) {
        await page.goto(path)
        await sound(page)
      }
      const dead = await page.goto(paths.authorLink(lang, 'x'.repeat(32)))
      expect(dead?.status()).toBe(404)
      await sound(page)
      // Opened by who fetches every link of a mail, nothing changes; and nobody posts it from another site.
      const foreign = { Origin: 'https://mail.example', 'Content-Type': 'application/x-www-form-urlencoded' }
      const posted = await fetch(server.url + paths.authorLink(lang, 'x'.repeat(32)), {
        method: 'POST',
        headers: foreign,
        body: 'outcome=yes',
      })
      expect(posted.status).toBe(403)
    }
  })
})
