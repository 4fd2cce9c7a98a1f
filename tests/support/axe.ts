import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** One line per fault: rule, where, what to do. */
export interface AxeFault {
  readonly rule: string
  readonly impact: string
  readonly at: string
  readonly help: string
}

/**
 * What axe finds wrong with the page as it stands, by WCAG 2.2 A and AA and its best practices. An empty list is what a
 * test expects: `expect(await axeFaults(page)).toEqual([])`.
 */
export async function axeFaults(
  page: Page,
  options: { within?: string; leaveOut?: readonly string[] } = {},
): Promise<AxeFault[]> {
  let builder = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
  if (options.within) builder = builder.include(options.within)
  if (options.leaveOut) builder = builder.disableRules([...options.leaveOut])
  const { violations } = await builder.analyze()
  return violations.flatMap(one =>
    one.nodes.map(node => ({
      rule: one.id,
      impact: one.impact ?? '',
      at: node.target.join(' '),
      help: (node.failureSummary ?? one.help).replace(/\s+/g, ' ').slice(0, 300),
    })),
  )
}

/** What sticks out of the page to the side, as a list of elements; frames that scroll inside themselves may. */
export const overflowing = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= width) return []
    return [...document.querySelectorAll<HTMLElement>('body *')]
      .filter(one => one.getBoundingClientRect().right > width + 1 && !one.closest('.table-frame'))
      .map(one => `${one.tagName.toLowerCase()}.${one.className}`)
      .slice(0, 10)
  })

/** Things to press that are lower than 44 px; links inside running text and shapes of the map, which a list repeats, may be (WCAG 2.5.8). */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('a, button, summary, select, input:not([type=hidden])')]
      .filter(one => {
        // A label around a box is pressed with it.
        const { width, height } = (one.closest('label') ?? one).getBoundingClientRect()
        if (width === 0 || height === 0) return false
        if (
          one.closest('p, dd, td, th, blockquote, .prose, .small, .bars-row, .skip, .map') ||
          one.matches('.skip, .card-link, .choice input')
        )
          return false
        return height < 43.5
      })
      .map(one => `${one.tagName.toLowerCase()} "${(one.textContent ?? '').trim().slice(0, 30)}"`)
      .filter((one, at, all) => all.indexOf(one) === at),
  )
