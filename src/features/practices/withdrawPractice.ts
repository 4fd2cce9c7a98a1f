import type { Viewer } from '#features/identity/rules/viewer.ts'
import { withdrawDocuments } from '#features/documents/publishDocuments.ts'
import { dropDocuments } from '#features/search/indexDocuments.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { type Seen, type Stepped, takeStep } from './takeStep.ts'

/**
 * Takes a practice back, for its office or DPI. What DPI holds becomes a draft again; anything else goes out of sight, and
 * what was public needs a reason, which everybody who knows its address reads there.
 */
export const withdrawPractice = (
  app: App,
  viewer: Viewer,
  { reason, ...seen }: Seen & { readonly reason?: string | undefined },
): Promise<Result<Stepped>> =>
  takeStep(app, viewer, seen, {
    step: 'withdraw',
    permissions: ['practice.submit', 'practice.review'],
    reason: reason?.trim() || 'taken back',
    set: row => {
      if (row.state === 'submitted') return ok({ submittedAt: null })
      const why = reason?.trim() ?? ''
      if (row.isPublic && why === '') return err('withdraw.reason', { path: 'reason' })
      return ok({ isPublic: false, chosenAt: null, withdrawnReason: why === '' ? null : why })
    },
    also: async (tx, { row }) => {
      if (row.isPublic) return
      await withdrawDocuments(app, tx, 'practice', row.id)
      await dropDocuments(tx, 'practice', [row.id])
    },
  })
