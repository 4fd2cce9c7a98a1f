import type { Browser } from 'playwright-core'
import { afterAll, beforeEach, describe, it } from 'vitest'
import { readCycle } from '#features/participatory-budgeting/cycles/readCycle.ts'
import { readConfig } from '#platform/config.ts'
import { type App, buildApp } from '#src/app.ts'
import { freshDatabase } from '#tests/support/app.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { seededPlace } from '#tests/support/feedback.ts'
import { type EidPeer, freePort, startEidPeer } from '#tests/support/oidcProvider.ts'
import { person } from '#tests/support/people.ts'
import { type Server, startServer } from '#tests/support/server.ts'
import { announce, propose } from '#tests/support/wholeCycle/announce.ts'
import { keyPaper, openAndCount } from '#tests/support/wholeCycle/count.ts'
import { follow } from '#tests/support/wholeCycle/follow.ts'
import { enterOffice, openPhone, type Phone } from '#tests/support/wholeCycle/phone.ts'
import { prepare, review } from '#tests/support/wholeCycle/review.ts'
import { DAY_MS, FIRST, ID, PUBLISHER, SECOND, THIRD, type Walk } from '#tests/support/wholeCycle/village.ts'
import { vote } from '#tests/support/wholeCycle/vote.ts'

const SLOW = 240_000
const browser = await openBrowser()
let app: App
let server: Server
let peer: EidPeer
let settings: Record<string, string>
let phones: Phone[] = []

/** The same portal, so many days from the day on which the vote begins. */
async function onDay(from: number): Promise<Walk> {
  for (const one of phones) await one.close()
  phones = []
  await server?.stop()
  const clock = {
    NODE_OPTIONS: `--import ${new URL('../support/laterClock.ts', import.meta.url)}`,
    LATER_MS: String(from * DAY_MS),
  }
  server = await startServer({ ...settings, ...clock })
  const phone = async (javaScript = true): Promise<Phone> => {
    const opened = await openPhone(browser as Browser, server.url, javaScript)
    phones.push(opened)
    return opened
  }
  return {
    ...{ app: { ...app, now: () => new Date(Date.now() + from * DAY_MS) }, url: server.url, peer, phone },
    inOffice: async (email, page) => {
      const opened = await phone()
      await enterOffice(opened, email, page)
      return opened
    },
    cycle: async () => {
      const cycle = await readCycle(app, ID)
      if (!cycle) throw new Error('there is no cycle')
      return cycle
    },
  }
}

describe.skipIf(!browser)('a whole cycle, from its announcement to the confirmed work', () => {
  // Before each try: a journey that is tried again begins anew.
  beforeEach(async () => {
    await app?.close()
    await peer?.stop()
    const port = await freePort()
    const SITE_URL = `http://127.0.0.1:${port}`
    peer = await startEidPeer(`${SITE_URL}/eid/callback`)
    settings = { ...(await freshDatabase()), ...peer.env, SITE_URL, PORT: String(port), ASHAR_DEMO: '1', ASHAR_WORKER: 'off' }
    app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    const place = await seededPlace(app)
    await person(app, PUBLISHER, 'publisher', place.id, true)
    for (const email of [FIRST, SECOND, THIRD]) await person(app, email, 'commission', place.id, true)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    await peer?.stop()
    await app?.close()
  })

  it('is walked through in a browser, and counted again by anybody', { timeout: SLOW }, async () => {
    const proposing = await onDay(-8)
    await announce(proposing)
    await propose(proposing)
    const reviewing = await onDay(-4)
    await review(reviewing)
    const { sheets, codes } = await prepare(reviewing)
    const receipts = await vote(await onDay(0), codes)
    const over = await onDay(3)
    await keyPaper(over)
    await openAndCount(over, sheets)
    await follow(over, receipts)
  })
})
