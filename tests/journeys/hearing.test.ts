import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { envelopeFaults } from '#features/feedback/envelopeFaults.ts'
import { instantOf } from '#features/hearings/rules/schedule.ts'
import { readHearingParts } from '#features/hearings/readHearing.ts'
import { readConfig } from '#platform/config.ts'
import { dateInBishkek } from '#platform/dates.ts'
import { paths } from '#platform/paths.ts'
import { buildApp } from '#src/app.ts'
import { freshDatabase } from '#tests/support/app.ts'
import { overflowing } from '#tests/support/axe.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { seededLine, seededPlace } from '#tests/support/feedback.ts'
import { fillForm } from '#tests/support/fillForm.ts'
import { Hand, looker } from '#tests/support/hand.ts'
import { mailServer, readMail } from '#tests/support/mailServer.ts'
import { outbox, until } from '#tests/support/outbox.ts'
import { PASSWORD, person } from '#tests/support/people.ts'
import { type Server, startServer } from '#tests/support/server.ts'

const HOUR = 3_600_000
/** The portal is started four times, and every page is looked at. */
const SLOW = 900_000
const OFFICE = 'clerk@ala-buka.example'
const RESIDENT = 'aida@example.kg'
/** What an office is to need at most until its hearing is announced, from its list of hearings. */
const MOST_CLICKS = 4
/** Ten sheets of paper: proposals and questions in turns, women and men in turns. */
const PAPER = Array.from({ length: 10 }, (_, at) => ({
  kind: at % 2 ? 'question' : 'proposal',
  text: at % 2 ? `Мектепке жол качан салынат? (${at})` : `Көчөгө жарык орнотсок (${at})`,
  sex: at % 3 ? 'female' : 'male',
}))

const browser = await openBrowser()
afterAll(() => browser?.close())

describe.skipIf(!browser)('a hearing, from its poster to its minutes', () => {
  for (const [lang, javaScript] of [
    ['ky', true],
    ['ru', false],
  ] as const)
    it(
      `is announced, heard and answered on a phone (${lang}, ${javaScript ? 'with' : 'without'} JavaScript)`,
      { timeout: SLOW },
      async () => {
        const mails = await mailServer()
        const settings = { ...(await freshDatabase()), SMTP_URL: mails.url, MAIL_FROM: 'Ashar <no-reply@ashar.example>' }
        const app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
        const date = dateInBishkek(new Date(Date.now() + 20 * 24 * HOUR))
        const begins = instantOf(date, '14:00')
        const place = await seededPlace(app)
        const { lineId } = await seededLine(app, place.id, {}, Number(date.slice(0, 4)))
        await person(app, OFFICE, 'publisher', place.id)
        let server: Server | undefined
        /** The portal as it stands so many hours after the hearing began; without a number, today. */
        const serveAt = async (hours?: number): Promise<Server> => {
          await server?.stop()
          const later = hours === undefined ? 0 : begins.getTime() + hours * HOUR - Date.now()
          const clock = {
            NODE_OPTIONS: `--import ${new URL('../support/laterClock.ts', import.meta.url)}`,
            LATER_MS: String(later),
          }
          server = await startServer({ ...settings, ...clock })
          return server
        }
        const mailTo = async (about: RegExp): Promise<string> => {
          const texts = () => mails.mails.filter(one => one.to.includes(RESIDENT)).map(one => readMail(one.raw).text)
          const [found = ''] = await until(
            async () => texts().filter(text => about.test(text)),
            seen => seen.length > 0,
            30_000,
          )
          return found
        }
        const axe = looker(javaScript)
        const clean = async (page: Page) => {
          await axe(page)
          if (javaScript) expect.soft([page.url(), await overflowing(page)]).toEqual([page.url(), []])
        }
        const open = async (): Promise<Page> => {
          const viewport = { width: 360, height: 740 }
          const context = await (browser as Browser).newContext({ viewport, javaScriptEnabled: javaScript, locale: lang })
          const page = await context.newPage()
          page.setDefaultTimeout(30_000)
          return page
        }
        try {
          let site = (await serveAt()).url

          // The office prepares it by one short form, and announces it as it came ready.
          const office = await open()
          const hand = new Hand(office)
          await signIn(office, site + paths.officeHearings(lang, place.slug))
          await clean(office)
          await office.fill('input[name=date]', date)
          await office.fill('input[name=time]', '14:00')
          await office.fill('input[name=venue]', 'Маданият үйү')
          await hand.press('#new button[type=submit]')
          await clean(office)
          const id = new URL(office.url()).pathname.split('/').at(-1) ?? ''
          await hand.press('button[name=do][value=announce]')
          await clean(office)
          expect(hand.clicks).toBeLessThanOrEqual(MOST_CLICKS)
          for (const of of ['ky', 'ru'] as const) expect(await office.inputValue(`#share-${of}`)).toContain('Маданият үйү')

          // A poster for the wall, on one page.
          for (const poster of await office.locator('a[href$="poster.pdf"]').all()) {
            const pdf = await (await fetch(site + (await poster.getAttribute('href')))).bytes()
            const raw = Buffer.from(pdf).toString('latin1')
            expect(raw.slice(0, 4)).toBe('%PDF')
            expect(raw.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
          }

          // A resident asks beforehand, and wants to be reminded: first a link by mail, then it counts.
          const page = paths.hearing(lang, place.slug, id)
          const resident = await open()
          await resident.goto(site + page)
          await clean(resident)
          await new Hand(resident).press('main a[href*="about=hearing"]')
          await fillForm(resident, 'Балдар аянтчасына акча барбы?', clean)
          expect(resident.url()).toMatch(/feedback\/KG-/)
          await resident.goto(site + page)
          await resident.locator('details:has(input[name=email]) summary').click()
          await resident.fill('input[name=email]', RESIDENT)
          await new Hand(resident).press('details:has(input[name=email]) button[type=submit]')
          await clean(resident)
          const link = /https?:\/\/\S+\?confirm=\S+/.exec(await mailTo(/confirm=/))?.[0] ?? ''
          await resident.goto(site + new URL(link).pathname + new URL(link).search)
          await clean(resident)
          await new Hand(resident).press('form:has(input[value=confirm]) button')
          expect(resident.url()).toContain('reminder=confirmed')
          await clean(resident)

          // The day before, the mail comes by itself.
          site = (await serveAt(-20)).url
          expect(await mailTo(/stop=/)).toContain(id)

          // It is over: the office enters ten sheets of paper in one screen.
          site = (await serveAt(3)).url
          await resident.goto(site + paths.hearings(lang))
          expect(await resident.locator('main .total').count()).toBe(0)
          await signIn(office, site + paths.officeHearing(lang, place.slug, id, 'items'))
          await clean(office)
          await office.check('input[name=channel][value=paper]')
          for (const [at, one] of PAPER.entries()) {
            await office.selectOption(`[name="rows.${at}.kind"]`, one.kind)
            await office.fill(`[name="rows.${at}.text"]`, one.text)
            await office.fill(`[name="rows.${at}.village"]`, 'Достук')
            await office.selectOption(`[name="rows.${at}.sex"]`, one.sex)
          }
          await hand.press('form:has(input[value=enter]) button[type=submit]')
          expect(await office.locator('#entered').textContent()).toContain('11')
          await clean(office)

          // Who came, by village and sex.
          await office.goto(site + paths.officeHearing(lang, place.slug, id, 'attendance'))
          await clean(office)
          for (const [at, [women, men]] of [
            [31, 24],
            [12, 9],
          ].entries()) {
            const village = office.locator(`[name="rows.${at}.village"]`)
            if ((await village.inputValue()) === '') await village.fill(`Айыл ${at}`)
            await office.fill(`[name="rows.${at}.women"]`, String(women))
            await office.fill(`[name="rows.${at}.men"]`, String(men))
          }
          await hand.press('form:has(input[value=count]) button[type=submit]')
          await clean(office)

          // The minutes, with the agenda standing ready as headings.
          await office.goto(site + paths.officeHearing(lang, place.slug, id, 'minutes'))
          await clean(office)
          const ready = await office.inputValue('textarea[name=minutes]')
          expect(ready).toContain('## 1. ')
          await office.fill('textarea[name=minutes]', `${ready}\n\nДобуш берүү: **бир добуштан**.`)
          await hand.press('form:has(input[value=minutes]) button[type=submit]')
          await clean(office)

          // What came of each: the next one opens by itself until all are decided.
          await office.goto(site + paths.officeHearing(lang, place.slug, id, 'results'))
          await clean(office)
          await hand.press('a[href*="?item="]')
          await decideAll(office, hand, lineId, clean)
          await hand.press('form:has(input[value=publish]) button')
          await clean(office)

          // Everybody reads the sums, where a proposal was taken in, why another was not, and the country's picture.
          await resident.goto(site + page)
          await clean(resident)
          const text = ((await resident.locator('main').textContent()) ?? '').replace(/\s+/g, ' ')
          for (const part of ['76', '43', 'Көчөлөрдү жарыктандыруу', 'Акча жетпейт', '2027-жылы жооп беребиз', 'бир добуштан'])
            expect(text).toContain(part)
          await resident.goto(site + paths.hearings(lang))
          await clean(resident)
          const cells = await resident.locator('main tr.total td').allTextContents()
          expect(cells.map(cell => cell.replace(/\s+/g, ' ').trim())).toEqual([
            '1',
            '76',
            expect.stringMatching(/57.*n = 76/),
            '5',
            '4',
          ])

          // Half an hour later each sheet of paper is a word for DPI, once.
          await serveAt(4)
          const envelopes = await until(
            () => outbox(app),
            seen => seen.length >= PAPER.length + 1,
            30_000,
          )
          const faults = envelopeFaults(app.config.siteUrl)
          const sent = envelopes.map(one => JSON.parse(one.body ?? '').data)
          expect(sent.flatMap(data => faults(data))).toEqual([])
          const heard = sent.filter(data => data.channel === 'hearing')
          expect(heard.map(data => data.text).sort()).toEqual(PAPER.map(one => one.text).sort())
          expect(heard.every(data => data.respondent.village === 'Достук')).toBe(true)
          const { items } = await readHearingParts(app, id)
          expect(new Set(items.map(item => item.feedbackReference))).toEqual(new Set(sent.map(data => data.reference)))
          await Promise.all([office, resident].map(one => one.context().close()))
        } finally {
          await server?.stop()
          await app.close()
        }
      },
    )
})

async function signIn(page: Page, to: string): Promise<void> {
  await page.goto(to)
  if (!page.url().includes('/sign-in')) return
  await page.fill('input[name=email]', OFFICE)
  await page.fill('input[name=password]', PASSWORD)
  await new Hand(page).press('main form button[type=submit]')
  expect(page.url()).toBe(to)
}

/** The first proposal goes into a line of the budget, the second is declined, the others are taken; questions are answered. */
async function decideAll(office: Page, hand: Hand, lineId: string, look: (page: Page) => Promise<void>): Promise<void> {
  let proposals = 0
  for (let n = 0; n < 12; n += 1) {
    const form: Locator = office.locator('#decide form')
    if ((await form.count()) === 0) return
    const question = (await form.locator('[name=fate][value=answered]').count()) > 0
    if (n < 3 || question) await look(office)
    if (question) await form.locator('[name=answer]').fill('2027-жылы жооп беребиз')
    else {
      proposals += 1
      await form.locator(`[name=fate][value=${proposals === 2 ? 'notTaken' : 'taken'}]`).check()
      if (proposals === 1) await form.locator('[name=budgetLineId]').selectOption(lineId)
      else if (proposals === 2) await form.locator('[name=reason]').fill('Акча жетпейт')
      else await form.locator('[name=takenInto]').fill('Жарык программасы')
    }
    await hand.press(form.locator('button[type=submit]'))
  }
  throw new Error('the decisions never end')
}
