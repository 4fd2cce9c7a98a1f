import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { boxEnvelope } from '#db/schema/ballotBox.ts'
import { seedBase } from '#db/seed/base.ts'
import { words } from '#features/participatory-budgeting/words.ts'
import { readConfig } from '#platform/config.ts'
import { type App, buildApp } from '#src/app.ts'
import { freshDatabase } from '#tests/support/app.ts'
import { axeFaults, overflowing, smallTargets } from '#tests/support/axe.ts'
import { choose, type OpenVote, openVote } from '#tests/support/ballots.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { type Server, startServer } from '#tests/support/server.ts'

const SLOW = 180_000
const MOST_BYTES = 60 * 1024

const browser = await openBrowser()
afterAll(() => browser?.close())

let app: App
let server: Server

const look = async (page: Page, where: string) => {
  expect(await axeFaults(page), where).toEqual([])
  expect(await overflowing(page), where).toEqual([])
  expect(await smallTargets(page), where).toEqual([])
}
const textOf = async (of: Locator): Promise<string> => (await of.textContent()) ?? ''
const lying = async (vote: OpenVote) =>
  (await app.store.read.select().from(boxEnvelope))
    .filter(one => one.cycleId === vote.cycle.id)
    .map(one => vote.open(one.sealed)?.choices)

describe.skipIf(!browser)('a vote on a small phone', () => {
  beforeAll(async () => {
    const settings = await freshDatabase()
    app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    await seedBase(app)
    server = await startServer({ ...settings, ASHAR_WORKER: 'off' })
  })
  afterAll(async () => {
    await server?.stop()
    await app?.close()
  })

  for (const [lang, javaScriptEnabled] of [
    ['ky', true],
    ['ru', false],
    ['en', true],
  ] as const)
    it(
      `is cast and found in the box (${lang}, ${javaScriptEnabled ? 'with' : 'without'} JavaScript)`,
      { timeout: SLOW },
      async () => {
        const t = words(lang)
        const vote = await openVote(app, { type: 'knapsack' }, { id: `journey-${lang}` })
        const context = await browser?.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled })
        if (!context) throw new Error('no browser')
        const page = await context.newPage()
        const watches = javaScriptEnabled ? look : async () => {}
        let bytes = 0
        page.on('response', async answer => {
          const { responseBodySize, responseHeadersSize } = await answer.request().sizes()
          bytes += responseBodySize + responseHeadersSize
        })
        await page.goto(`${server.url}/${lang}/pb/${vote.cycle.id}/vote?code=${await vote.code()}`)
        await page.waitForLoadState('networkidle')
        expect(bytes, 'first visit').toBeLessThan(MOST_BYTES)
        expect(page.url()).not.toContain('code')
        await watches(page, 'enter')
        await page.getByRole('button', { name: t('vote.enter.button') }).click()
        await watches(page, 'ballot')
        for (const id of ['BRIDGE1', 'SCHOOL3', 'WATER55']) await page.locator(`input[value="${id}"]`).check()
        const bar = page.locator('[data-bar]')
        if (javaScriptEnabled) {
          expect(await textOf(bar)).toContain(t('vote.bar.over'))
          expect((await textOf(bar)).replace(/\D/g, '')).toBe('200000')
        } else {
          await page.getByRole('button', { name: t('vote.ballot.count') }).click()
          expect((await textOf(bar)).replace(/\D/g, '')).toBe('200000')
        }
        await page.getByRole('button', { name: t('vote.ballot.next') }).click()
        await watches(page, 'refused')
        expect(await textOf(page.locator('.ds-error-summary'))).toMatch(/200.000/)
        expect(await page.locator('input:checked').count()).toBe(3)
        await page.locator('input[value="BRIDGE1"]').uncheck()
        await page.getByRole('button', { name: t('vote.ballot.next') }).click()
        await page.getByText(t('vote.check.notYet')).waitFor()
        await watches(page, 'check')
        expect(await page.locator('.chosen-rows li').count()).toBe(2)
        await page.getByRole('button', { name: t('vote.check.back') }).click()
        expect(await page.locator('input:checked').count()).toBe(2)
        await page.locator('input[value="LAMPS22"]').check()
        await page.getByRole('button', { name: t('vote.ballot.next') }).click()
        await page.getByRole('button', { name: t('vote.check.cast'), exact: true }).click()
        await page.getByRole('heading', { level: 1, name: t('vote.receipt.title') }).waitFor()
        await watches(page, 'receipt')
        expect(await lying(vote)).toEqual([choose('LAMPS22', 'SCHOOL3', 'WATER55')])
        const receipt = (await textOf(page.locator('[data-receipt]'))).replace(/\s/g, '')
        // The receipt is the answer to the form: loaded again it is the same, and the box holds one ballot.
        await page.reload()
        expect((await textOf(page.locator('[data-receipt]'))).replace(/\s/g, '')).toBe(receipt)
        expect(await lying(vote)).toHaveLength(1)
        await page
          .locator('main')
          .getByRole('link', { name: t('vote.verify.link') })
          .click()
        await page.getByLabel(t('vote.receipt.number')).fill(receipt.toLowerCase())
        await page.getByRole('button', { name: t('vote.verify.button') }).click()
        await page.getByText(t('vote.verify.in')).waitFor()
        await watches(page, 'verify')
        expect((await context.cookies()).filter(one => one.name.includes('ballot'))).toEqual([])
        await context.close()
      },
    )

  it('tests the machine, and computes the fingerprint in the browser itself', { timeout: SLOW }, async () => {
    const t = words('ky')
    const vote = await openVote(app, { type: 'ranking', most: 3 }, { id: 'journey-test' })
    const context = await browser?.newContext({ viewport: { width: 360, height: 740 } })
    if (!context) throw new Error('no browser')
    const page = await context.newPage()
    await page.goto(`${server.url}/ky/pb/${vote.cycle.id}/vote`)
    await page.getByLabel(t('vote.enter.code')).fill(await vote.code())
    await page.getByRole('button', { name: t('vote.enter.button') }).click()
    await page.locator('select[name="place-WATER55"]').selectOption('1')
    await page.locator('select[name="place-BRIDGE1"]').selectOption('2')
    await page.getByRole('button', { name: t('vote.ballot.next') }).click()
    await page.getByText(t('vote.check.test.title')).click()
    await look(page, 'check')
    const promised = await textOf(page.locator('main .fingerprint').last())
    await page.getByRole('button', { name: t('vote.check.test.button') }).click()
    await page.getByRole('heading', { name: t('vote.tested.title') }).waitFor()
    await look(page, 'tested')
    await page.getByRole('button', { name: t('vote.tested.recompute') }).click()
    await page.getByText(t('vote.recompute.own')).waitFor()
    expect(await textOf(page.locator('[data-computed]'))).toBe(promised)
    await look(page, 'fingerprint')
    expect(await lying(vote)).toEqual([])
    await context.close()
  })
})
