import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { readPaperBallots, readPaperCounts } from '#features/participatory-budgeting/paper/readPaperBallots.ts'
import { readConfig } from '#platform/config.ts'
import { paths } from '#platform/paths.ts'
import { type App, buildApp } from '#src/app.ts'
import { freshDatabase } from '#tests/support/app.ts'
import { overflowing, smallTargets } from '#tests/support/axe.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { looker } from '#tests/support/hand.ts'
import { seededStation } from '#tests/support/paper.ts'
import { PASSWORD, person } from '#tests/support/people.ts'
import { type Server, startServer } from '#tests/support/server.ts'

const SLOW = 240_000
const PHONE = { width: 360, height: 740 }
const [FIRST, SECOND, THIRD] = ['birinchi@ala-buka.example', 'ekinchi@ala-buka.example', 'uchunchu@ala-buka.example']
const browser = await openBrowser()
let app: App
let server: Server
let which: { cycle: string; station: number }

describe.skipIf(!browser)('paper ballots, from the urn to the signed protocol', () => {
  // Before each try: a journey that is tried again begins with an empty urn.
  beforeEach(async () => {
    await server?.stop()
    await app?.close()
    const settings = { ...(await freshDatabase()), ASHAR_DEMO: '1', ASHAR_WORKER: 'off' }
    app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    const seeded = await seededStation(app, { rules: { ballot: { type: 'approval', min: 0, max: 2 } } })
    which = seeded.which
    for (const email of [FIRST, SECOND, THIRD]) await person(app, email, 'commission', seeded.place.id, true)
    server = await startServer(settings)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    await app?.close()
  })

  const address = (part: string) => server.url + paths.officeCycle('ky', 'ala-buka', which.cycle, `paper/${part}`)
  const open = async (javaScriptEnabled: boolean, viewport = PHONE): Promise<[BrowserContext, Page]> => {
    const context = await (browser as Browser).newContext({ viewport, javaScriptEnabled, locale: 'ky' })
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    return [context, page]
  }
  const enter = async (page: Page, email: string, next: string) => {
    await page.goto(`${server.url}${paths.signIn('ky', new URL(next).pathname)}`)
    await page.fill('input[name=email]', email)
    await page.fill('input[name=password]', PASSWORD)
    await page.click('main button[type=submit]')
    await page.waitForURL(next)
  }
  const press = async (page: Page, what: string) => {
    await Promise.all([page.waitForNavigation(), page.click(what)])
  }
  const look = async (page: Page) => {
    await looker(true)(page)
    expect.soft([page.url(), await overflowing(page), await smallTargets(page)]).toEqual([page.url(), [], []])
  }

  /** On a phone without JavaScript, one after the other. */
  const keyOnPhone = async () => {
    const [context, page] = await open(false)
    await enter(page, FIRST, address('1/key'))
    const key = async (fill: () => Promise<void>) => {
      await fill()
      await press(page, 'form:has([name=quick]) button[type=submit]')
    }
    expect(await page.inputValue('[name=number]')).toBe('1')
    await key(() => page.fill('[name=quick]', '1 3'))
    expect(await page.textContent('.notice')).toContain('1, 3')
    expect(await page.inputValue('[name=number]')).toBe('2')
    await key(() => page.check('[name="marks[]"][value="2"]'))
    await key(() => page.check('[name=verdict][value=blank]'))
    // More than two: kept as it is, and the page says that it counts as spoiled and why.
    await key(() => page.fill('[name=quick]', '1 2 3'))
    expect(await page.textContent('.notice')).toContain('эң көбү 2')
    expect(await page.inputValue('[name=number]')).toBe('5')
    // The same number again is refused, with what was typed kept, and corrected on purpose.
    await page.fill('[name=number]', '2')
    await key(() => page.fill('[name=quick]', '4'))
    expect(await page.inputValue('[name=quick]')).toBe('4')
    await page.check('[name=replace]')
    await key(async () => {})
    expect(await page.inputValue('[name=number]')).toBe('5')
    await context.close()
  }

  /** Without a line, and sent once there is one and a session. */
  const keyWithoutLine = async () => {
    const [context, page] = await open(true)
    await enter(page, SECOND, address('offline/1'))
    await page.locator('[data-at=ready]').waitFor({ state: 'visible' })
    await look(page)
    const waiting = () => page.textContent('[data-at=waiting]')
    const key = async (fill: () => Promise<void>) => {
      await fill()
      await page.click('form[data-offline] button[type=submit]')
    }
    await context.setOffline(true)
    await key(() => page.fill('[name=quick]', '3 1'))
    await key(() => page.check('[name="marks[]"][value="2"]'))
    await expect.poll(waiting).toBe('2')
    expect(await page.inputValue('[name=number]')).toBe('3')

    // Switched off and on again where there is no line: page, numbers and ballots are there.
    await page.reload()
    await page.locator('[data-at=line]').waitFor({ state: 'visible' })
    expect(await waiting()).toBe('2')
    expect(await page.inputValue('[name=number]')).toBe('3')
    await key(() => page.check('[name=verdict][value=blank]'))
    // Nothing is kept that contradicts itself.
    await page.fill('[name=quick]', '9')
    await page.click('form[data-offline] button[type=submit]')
    await page.locator('[data-at=wrong]').waitFor({ state: 'visible' })
    await key(() => page.fill('[name=quick]', '1 2 3'))
    await expect.poll(waiting).toBe('4')
    expect((await readPaperCounts(app, which.cycle)).stations[0]?.once).toBe(4)

    // The line is back, but the session has ended: nothing is lost, and the way to sign in is shown.
    const cookies = await context.cookies()
    await context.clearCookies()
    await context.setOffline(false)
    await page.click('[data-at=send]')
    await page.locator('[data-at=sign-in]').waitFor({ state: 'visible' })
    expect(await waiting()).toBe('4')
    expect(cookies.length).toBeGreaterThan(0)

    // Somebody else who signs in on this phone does not send them.
    await enter(page, THIRD, address('offline/1'))
    await page.locator('[data-at=other]').waitFor({ state: 'visible' })
    await page.waitForTimeout(500)
    expect((await readPaperCounts(app, which.cycle)).stations[0]?.once).toBe(4)
    await context.clearCookies()

    await enter(page, SECOND, address('offline/1'))
    await expect.poll(() => page.textContent('[data-at=sent]')).toBe('4')
    expect(await waiting()).toBe('0')
    expect(await page.textContent('[data-at=spoiled-list]')).toContain('эң көбү 2')
    expect((await readPaperCounts(app, which.cycle)).stations[0]).toMatchObject({
      once: 0,
      differ: 1,
      valid: 1,
      blank: 1,
      spoiled: 1,
    })

    // What the portal does not take stays on the phone with the reason, until a person decides.
    await page.evaluate(() => {
      const key = Object.keys(localStorage).find(name => name.startsWith('ashar.paper.')) ?? ''
      localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key) ?? '{}'), sent: [] }))
    })
    await page.fill('[name=number]', '2')
    await key(() => page.fill('[name=quick]', '4'))
    await page.locator('[data-at=refused-list] li').waitFor()
    await look(page)
    await page.click('[data-at=refused-list] button >> nth=1')
    await expect.poll(() => page.locator('[data-at=refused-list] li').count()).toBe(0)
    await context.close()
  }

  const settleAndSign = async () => {
    const [context, page] = await open(true, { width: 1280, height: 900 })
    await enter(page, SECOND, address('1/differences'))
    // Who keyed it sees that it differs, not what the other keyed.
    expect(await page.locator('form [name=as]').count()).toBe(0)
    await context.clearCookies()
    await enter(page, THIRD, address('1/differences'))
    await page.check('[name=as][value="1"]')
    await look(page)
    await press(page, 'form.card button[type=submit]')

    await page.goto(address('1/protocol'))
    for (const [name, value] of [
      ['handedOut', '6'],
      ['spoiledReplaced', '1'],
      ['unused', '94'],
      ['inUrn', '4'],
    ])
      // prettier-ignore
      await page.fill(`[name=${name}]`, value as string)
    await press(page, 'form:has([value=protocol]) button')
    // One ballot is missing: it is asked why, and what was typed is kept.
    expect(await page.textContent('.ds-error-summary')).toContain('Сандар дал келбейт')
    await page.fill('[name=handedOut]', '5')
    await page.fill('[name=unused]', '95')
    await press(page, 'form:has([value=protocol]) button')
    await page.fill('[name=names]', 'Асан Асанов\nҮсөн Үсөнов')
    await look(page)
    await press(page, 'form:has([value=sign]) button')
    expect(await page.textContent('main')).toContain('Протоколго кол коюлган')
    const cookie = (await context.cookies()).map(one => `${one.name}=${one.value}`).join('; ')
    const pdf = await fetch(address('1/protocol.pdf'), { headers: { cookie } })
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    expect((await fetch(address('1/protocol.pdf'))).status).toBe(403)

    const counts = await readPaperCounts(app, which.cycle)
    expect(counts).toMatchObject({ allSettled: true, allSigned: true, areas: [{ valid: 2, blank: 1, spoiled: 1, voted: 4 }] })
    expect((await readPaperBallots(app, which.cycle)).map(one => one.choices.map(choice => choice.project))).toEqual([
      [],
      ['p1', 'p3'],
      ['p4'],
    ])
    await context.close()
  }

  it('are keyed twice, with and without a line, settled by a third and signed', { timeout: SLOW }, async () => {
    await keyOnPhone()
    await keyWithoutLine()
    await settleAndSign()
  })
})
