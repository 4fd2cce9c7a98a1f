import type { Writing } from '#db/store.ts'
import { dateInBishkek } from '#platform/dates.ts'
import type { App } from '#src/app.ts'
import { type Terms, unmergeCase } from './rules/answering.ts'
import { caseOf, selectFollowers } from './store/cases.ts'
import { writeStep } from './workOnCase.ts'

/** Words that followed the answers of one that is no more wait for answers of their own; their references. */
export async function releaseFollowers(app: App, tx: Writing, mainId: string, terms: Terms): Promise<string[]> {
  const at = app.now()
  const released: string[] = []
  for (const { word, matter } of await selectFollowers(tx, mainId)) {
    const change = unmergeCase(caseOf(matter), word.kind, dateInBishkek(at), terms)
    if (!change.ok) throw new Error('a follower that follows nothing')
    await writeStep(app, tx, { word, row: matter, at, actor: 'system' }, change.value, { status: 'reopened', by: 'system' })
    released.push(word.reference)
  }
  return released
}
