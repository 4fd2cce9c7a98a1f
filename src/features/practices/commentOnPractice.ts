import { recordAudit } from '#features/audit/recordAudit.ts'
import { may } from '#features/identity/rules/permissions.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { knownPractice } from './knownPractice.ts'
import { insertComment } from './store/practices.ts'

/** Writes to the other side about a practice: DPI to its office, or the office to DPI. Never public. */
export async function commentOnPractice(
  app: App,
  viewer: Viewer,
  input: { readonly id: string; readonly text: string },
): Promise<Result<{ readonly side: 'dpi' | 'office' }>> {
  const known = await knownPractice(app, viewer, input.id, ['practice.review', 'practice.write'])
  if (!known.ok) return known
  const text = input.text.trim()
  if (text === '') return err('comment.empty', { path: 'comment' })
  const side = may(viewer, 'practice.review') ? 'dpi' : 'office'
  return app.store.write(async tx => {
    const [id, at, actor] = [app.newId(), app.now(), actorOf(viewer)]
    await insertComment(tx, { id, practiceId: known.value.row.id, at, actor, side, kind: 'comment', text })
    await recordAudit(tx, {
      ...{ at, actor, action: 'practice.commented', subject: { type: 'practice', id: known.value.row.id } },
      reason: 'written to the other side',
      detail: { side },
    })
    return ok({ side })
  })
}
