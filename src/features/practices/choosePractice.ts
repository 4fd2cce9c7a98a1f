import { touchPages } from '#db/touchPages.ts'
import { recordAudit } from '#features/audit/recordAudit.ts'
import { may } from '#features/identity/rules/permissions.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { practiceById, setChosen } from './store/practices.ts'
import { tagsOf } from './takeStep.ts'

/** Makes a public practice the editors' choice, or takes that back; the front page shows the last chosen. */
export async function choosePractice(
  app: App,
  viewer: Viewer,
  input: { readonly id: string; readonly chosen: boolean },
): Promise<Result<void, 'forbidden' | 'practice.unknown' | 'choose.notPublic'>> {
  if (!may(viewer, 'practice.review')) return err('forbidden')
  return app.store.write(async tx => {
    const row = await practiceById(tx, input.id)
    if (!row) return err('practice.unknown')
    if (!row.isPublic) return err('choose.notPublic')
    const at = app.now()
    await setChosen(tx, row.id, input.chosen ? (row.chosenAt ?? at) : null)
    await touchPages(tx, at, tagsOf(row))
    await recordAudit(tx, {
      ...{ at, actor: actorOf(viewer), action: 'practice.chosen', subject: { type: 'practice', id: row.id } },
      reason: input.chosen ? "editors' choice" : "editors' choice no more",
      detail: { chosen: input.chosen },
    })
    return ok()
  })
}
