import type { Viewer } from '#features/identity/rules/viewer.ts'
import { publishDocuments } from '#features/documents/publishDocuments.ts'
import { indexDocuments } from '#features/search/indexDocuments.ts'
import { ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { makeSearchable } from './makeSearchable.ts'
import { type Seen, type Stepped, takeStep } from './takeStep.ts'
import { tellOffice } from './tellOffice.ts'

/**
 * Puts the version that was seen into the library, in place of what was public before; the day of its first publication
 * stays. It can be found, its documents can be fetched, and its office is written to.
 */
export const publishPractice = (app: App, viewer: Viewer, seen: Seen): Promise<Result<Stepped>> =>
  takeStep(app, viewer, seen, {
    step: 'publish',
    permissions: ['practice.review'],
    reason: 'reviewed by DPI',
    set: ({ content, publishedAt }, at) =>
      ok({
        ...{ published: content, isPublic: true, topic: content.topic ?? null, cost: content.cost ?? null },
        ...{ publishedAt: publishedAt ?? at, revisedAt: at, withdrawnReason: null },
      }),
    also: async (tx, known) => {
      await publishDocuments(app, tx, 'practice', known.row.id)
      await indexDocuments(tx, makeSearchable(known.row))
      await tellOffice(app, tx, known, 'practicePublished')
    },
  })
