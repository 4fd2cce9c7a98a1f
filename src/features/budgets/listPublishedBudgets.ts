import type { App } from '#src/app.ts'
import type { Budget } from './rules/budget.ts'
import { selectCurrent, selectFindings, selectLines } from './store/budgets.ts'

/**
 * Current budgets whole, in the order they were loaded, page by page; of one municipality or one year where that is asked.
 * `after` is the `next` of the page before.
 */
export async function listPublishedBudgets(
  app: App,
  which: {
    readonly municipalityId?: string | undefined
    readonly year?: number | undefined
    readonly after?: string | undefined
    readonly limit: number
  },
): Promise<{ items: Budget[]; next: string | undefined }> {
  const { limit, ...where } = which
  const found = await selectCurrent(app.store.read, where, limit + 1)
  const page = found.slice(0, limit)
  const items = await Promise.all(
    page.map(async summary => {
      const [lines, findings] = await Promise.all([
        selectLines(app.store.read, summary.id),
        selectFindings(app.store.read, summary.id),
      ])
      return { ...summary, lines, findings }
    }),
  )
  return { items, next: found.length > limit ? page.at(-1)?.id : undefined }
}
