import { readColleagues } from '#features/identity/readColleagues.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { changeCase } from './store/cases.ts'
import { type OnCase, workOnCase } from './workOnCase.ts'

/** Gives a word to a colleague to answer, or to nobody. Refuses who may not answer here. It is no step of the history. */
export async function assignFeedback(
  app: App,
  viewer: Viewer,
  on: OnCase,
  accountId: string | undefined,
): Promise<Result<{ readonly reference: string }>> {
  const colleagues = accountId === undefined ? [] : await readColleagues(app, 'feedback.answer', placesOf(on.municipality))
  return workOnCase(app, viewer, on, async (tx, { word, row }) => {
    if (accountId !== undefined && !colleagues.some(one => one.id === accountId))
      return err('assign.unknown', { path: 'assignee' })
    const change = { assigneeId: accountId ?? null }
    if (!(await changeCase(tx, word.id, row.version, change))) return err('edited.meanwhile')
    return ok({ action: 'feedback.assigned', reason: 'assigned', detail: { to: accountId ?? null } })
  })
}
