import type { Page } from 'playwright-core'

/** Answers one page of the form after another until the word is sent; hands each page to `look` first. */
export async function fillForm(page: Page, text: string, look: (page: Page) => Promise<void>): Promise<string[]> {
  const steps: string[] = []
  for (let n = 0; n < 14; n += 1) {
    const form = page.locator('form[data-feedback-form]')
    if ((await form.count()) === 0) return steps
    const step = (await form.getAttribute('data-step')) ?? ''
    steps.push(step)
    await look(page)
    if (step === 'about' && (await form.locator('input[name=about]:checked').count()) === 0)
      await form.locator('input[name=about][value=general]').check()
    if (step === 'kind') await form.locator('input[name=kind][value=question]').check()
    if (step === 'words') {
      await form.locator('textarea[name=text]').fill(text)
      await form.locator('input[name=publish][value=yes]').check()
    }
    // With JavaScript the form is sent by it, and the page moves when the answer is there.
    const moved = page.waitForEvent('framenavigated')
    await form.locator('button[type=submit]').first().click()
    await moved
    await page.waitForLoadState('load')
  }
  throw new Error(`the form never ends: ${steps.join(', ')}`)
}
