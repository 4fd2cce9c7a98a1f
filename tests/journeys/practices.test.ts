import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '#features/identity/rules/viewer.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { LANGUAGES, type Lang } from '#platform/i18n/languages.ts'
import { readConfig } from '#platform/config.ts'
import { paths } from '#platform/paths.ts'
import { type App, buildApp } from '#src/app.ts'
import { freshDatabase } from '#tests/support/app.ts'
import { overflowing } from '#tests/support/axe.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { BARPY, seededPlace } from '#tests/support/feedback.ts'
import { Hand, looker } from '#tests/support/hand.ts'
import { PASSWORD, person } from '#tests/support/people.ts'
import { type Server, startServer } from '#tests/support/server.ts'

const browser = await openBrowser()
/** Four people's pages are looked at. */
const SLOW = 400_000
const PEOPLE = { office: 'head@ala-buka.example', dpi: 'aigul@dpi.example', neighbour: 'head@barpy.example' }
/** What has to be typed before a practice can be handed in. */
const WORDS = {
  'texts.ky.problem': 'Эки көчөгө суу келчү эмес: аялдар чакалап ташышчу.',
  'texts.ky.solution': 'Айыл өкмөтү түтүк сатып алды, тургундар ашар менен казышты.',
  cost: '250 000',
  'shares.localBudget': '150 000',
  'shares.residents': '100 000',
  covered: '1 200',
  from: '03.2025',
  'figures.0.what.ky': 'Суу келген үйлөр',
  'figures.0.before': '0',
  'figures.0.after': '214',
  'contact.office': 'Айыл өкмөтү',
  'contact.phone': '+996 3741 0 00 00',
}

describe.skipIf(!browser)('a practice that one municipality tells and another takes over', () => {
  let app: App
  let server: Server
  let place: Municipality
  let other: Municipality

  beforeAll(async () => {
    const settings = await freshDatabase()
    app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    place = await seededPlace(app)
    other = await seededPlace(app, BARPY)
    const roles: [string, Role, string?][] = [
      [PEOPLE.office, 'publisher', place.id],
      [PEOPLE.dpi, 'dpi'],
      [PEOPLE.neighbour, 'publisher', other.id],
    ]
    for (const [email, role, unitId] of roles) await person(app, email, role, unitId)
    server = await startServer(settings)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    await app?.close()
  })

  const visitor = async (javaScript: boolean): Promise<Page> => {
    const context = await (browser as Browser).newContext({
      baseURL: server.url,
      javaScriptEnabled: javaScript,
      viewport: { width: 360, height: 740 },
    })
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    return page
  }
  const signedIn = async (email: string, lang: Lang, javaScript: boolean, to: string): Promise<Page> => {
    const page = await visitor(javaScript)
    await page.goto(paths.signIn(lang, to))
    await page.fill('input[name=email]', email)
    await page.fill('input[name=password]', PASSWORD)
    await new Hand(page).press('main form button[type=submit]')
    expect(page.url()).toContain(to)
    return page
  }

  for (const lang of LANGUAGES)
    for (const javaScript of [true, false])
      it(
        `goes to DPI, back to be mended, into the library and on (${lang}, ${javaScript ? 'with' : 'without'} JavaScript)`,
        { timeout: SLOW },
        async () => {
          const axe = looker(javaScript)
          const clean = async (page: Page) => {
            await axe(page)
            if (javaScript) expect.soft([page.url(), await overflowing(page)]).toEqual([page.url(), []])
          }
          const title = `Суу түтүгү ${lang} ${javaScript ? 'скрипт менен' : 'скриптсиз'}`

          // The office begins with a title, tells, and hands in; what is missing is said, and nothing typed is lost.
          const office = await signedIn(PEOPLE.office, lang, javaScript, paths.officePractices(lang, place.slug))
          await clean(office)
          const theirs = new Hand(office)
          await office.fill('input[name=title]', title)
          await theirs.choose('select[name=topic]', 'water')
          await theirs.press('main form.panel button[type=submit]')
          await clean(office)
          const address = new URL(office.url()).pathname
          for (const [name, value] of Object.entries(WORDS)) await office.fill(`[name="${name}"]`, value)
          await theirs.press('button[name=next][value=submit]')
          await clean(office)
          expect(await office.locator('[name="texts.ky.result"][aria-invalid=true]').count()).toBe(1)
          expect(await office.inputValue('[name="texts.ky.solution"]')).toContain('ашар')
          await office.fill('[name="texts.ky.result"]', 'Суу 214 үйгө келди.')
          await theirs.press('button[name=next][value=submit]')
          expect(office.url()).toContain('done=submitted')
          expect(await office.locator('form:has([name="texts.ky.title"])').count()).toBe(0)
          await clean(office)
          expect(theirs.clicks).toBeLessThanOrEqual(4)

          // DPI reads it in the queue and sends it back with what to mend.
          const dpi = await signedIn(PEOPLE.dpi, lang, javaScript, paths.deskPractices(lang))
          await clean(dpi)
          const reader = new Hand(dpi)
          await reader.press(dpi.locator('main a', { hasText: title }))
          await clean(dpi)
          const review = new URL(dpi.url()).pathname
          await dpi.fill('textarea[name=mend]', 'Бир үйгө канча сомдон чыкты?')
          await reader.press('form:has(input[value=sendBack]) button[type=submit]')
          await clean(dpi)

          // The office mends it with the letter in sight.
          await office.goto(address)
          await clean(office)
          expect(await office.locator('.letters').textContent()).toContain('канча сомдон')
          await office.fill('[name="texts.ky.result"]', 'Суу 214 үйгө келди. Бир үйгө 1 168 сомдон чыкты.')
          await theirs.press('button[name=next][value=submit]')
          expect(office.url()).toContain('done=submitted')

          // Nobody reads it yet; one press, and everybody does.
          const anybody = await visitor(javaScript)
          await anybody.goto(paths.practices(lang))
          expect(await anybody.locator('main').textContent()).not.toContain(title)
          await dpi.goto(review)
          await reader.press('form:has(input[value=publish]) button[type=submit]')
          await anybody.goto(paths.practices(lang))
          await clean(anybody)
          const reading = new Hand(anybody)
          await reading.press(anybody.locator('main a', { hasText: title }))
          await clean(anybody)
          expect(await anybody.locator('main').textContent()).toContain('1 168 сомдон')
          const practice = new URL(anybody.url()).pathname

          // Another municipality does the same since a day; it stands on the practice's page, which was kept until now.
          const neighbour = await signedIn(PEOPLE.neighbour, lang, javaScript, paths.officePractices(lang, other.slug))
          await neighbour.goto(practice)
          const next = new Hand(neighbour)
          await next.press('main a[href$="/adopt"]')
          await clean(neighbour)
          const since = neighbour.locator('form:has(button[value=adopt])', { has: neighbour.locator('[name=note]') })
          await since.locator('input[name=note]').fill(`Бизде да суу келди (${lang})`)
          await since.locator('input[name=adoptedOn]').fill('2025-09-01')
          await next.press(since.locator('button[value=adopt]'))
          await clean(neighbour)
          expect(next.clicks).toBe(2)
          await anybody.goto(practice)
          await clean(anybody)
          const page = (await anybody.locator('main').textContent()) ?? ''
          expect(page).toContain(other.names[lang])
          expect(page).toContain(`Бизде да суу келди (${lang})`)
          await Promise.all([office, dpi, anybody, neighbour].map(one => one.context().close()))
        },
      )
})
