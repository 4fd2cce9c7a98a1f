import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { insertComment } from './store/practices.ts'
import { type Seen, type Stepped, takeStep } from './takeStep.ts'
import { tellOffice } from './tellOffice.ts'

/** Gives a practice back to its office with what has to be mended; its people are written to. */
export const sendBackPractice = (
  app: App,
  viewer: Viewer,
  { mend, ...seen }: Seen & { readonly mend: string },
): Promise<Result<Stepped>> =>
  takeStep(app, viewer, seen, {
    step: 'sendBack',
    permissions: ['practice.review'],
    reason: 'has to be mended',
    set: () => (mend.trim() === '' ? err('sendBack.mend', { path: 'mend' }) : ok({})),
    also: async (tx, known, at) => {
      const { id: practiceId } = known.row
      const actor = actorOf(viewer)
      const id = app.newId()
      await insertComment(tx, { id, practiceId, at, actor, side: 'dpi', kind: 'sentBack', text: mend.trim() })
      await tellOffice(app, tx, known, 'practiceSentBack')
    },
  })
