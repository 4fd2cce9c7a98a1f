import { isDeepStrictEqual } from 'node:util'
import type { PracticeContent, PracticeSource } from '#db/schema/practices.ts'
import { touchPages } from '#db/touchPages.ts'
import { recordAudit } from '#features/audit/recordAudit.ts'
import { may } from '#features/identity/rules/permissions.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { indexDocuments } from '#features/search/indexDocuments.ts'
import { type IsoDate, startOfDate } from '#platform/dates.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import type { PracticeEntry } from './forms/practiceFile.ts'
import { makeSearchable } from './makeSearchable.ts'
import { changePractice, insertIfNew, type PracticeRow, practiceBySlug } from './store/practices.ts'

// A JSON column keeps no undefined values, so neither does what is compared with it.
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

/**
 * Puts entries that editors wrote from named sources into the library, and brings changed ones up to date. What was taken
 * back stays away; an address that a municipality's practice has is left to it. Answers how many were new or changed.
 */
export async function importPractices(
  app: App,
  viewer: Viewer,
  entries: readonly PracticeEntry[],
): Promise<Result<{ readonly changed: number }, 'forbidden'>> {
  if (!may(viewer, 'practice.review')) return err('forbidden')
  return app.store.write(async tx => {
    let changed = 0
    for (const entry of entries) {
      const before = await practiceBySlug(tx, entry.slug)
      if (before && (before.source === null || before.state === 'withdrawn')) continue
      const row = rowOf(app, viewer, entry, before)
      if (before && isDeepStrictEqual([before.published, before.source], [row.published, row.source])) continue
      const isWritten = before ? await changePractice(tx, before, row) : await insertIfNew(tx, row)
      if (!isWritten) continue
      changed += 1
      await indexDocuments(tx, makeSearchable(row))
      await recordAudit(tx, {
        ...{ at: row.changedAt, actor: actorOf(viewer), action: 'practice.imported', subject: { type: 'practice', id: row.id } },
        reason: 'written by editors from a named source',
        detail: { slug: row.slug, new: !before },
      })
    }
    if (changed > 0) await touchPages(tx, app.now(), ['practices', 'country'])
    return ok({ changed })
  })
}

function rowOf(app: App, viewer: Viewer, entry: PracticeEntry, before: PracticeRow | undefined): PracticeRow {
  const { slug, place, published, source: said, topic, ...rest } = entry
  const content: PracticeContent = plain({ topic, ...rest, contact: {} })
  const source: PracticeSource = plain({ ...said, place })
  const at = app.now()
  const publishedAt = startOfDate(published as IsoDate)
  return {
    ...{ id: before?.id ?? app.newId(), slug, municipalityId: null, state: 'published', version: (before?.version ?? 0) + 1 },
    ...{ content, published: content, isPublic: true, topic, cost: rest.cost ?? null, source },
    ...{ publishedAt, revisedAt: before ? at : publishedAt, chosenAt: before?.chosenAt ?? null, submittedAt: null },
    ...{ withdrawnReason: null, createdAt: before?.createdAt ?? at, createdBy: before?.createdBy ?? actorOf(viewer) },
    ...{ changedAt: at, isDemo: false },
  }
}
