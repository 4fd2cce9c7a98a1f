import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { axeFaults } from './axe.ts'

/** A reader of pages who counts presses; typing and reading are not among them. */
export class Hand {
  clicks = 0
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }
  /** Presses what leads to another page, and waits for it. */
  async press(what: string | Locator): Promise<void> {
    this.clicks += 1
    const target = typeof what === 'string' ? this.page.locator(what) : what
    const moved = this.page.waitForEvent('framenavigated')
    await target.first().click()
    await moved
    await this.page.waitForLoadState('load')
  }
  async choose(field: string, value: string): Promise<void> {
    this.clicks += 1
    await this.page.locator(field).selectOption(value)
  }
}

/** axe runs as a script of the page, so it looks where scripts run. */
export const looker = (javaScript: boolean) => async (page: Page) => {
  if (javaScript) expect.soft([page.url(), await axeFaults(page)]).toEqual([page.url(), []])
}
