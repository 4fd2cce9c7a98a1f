import { touchPages } from '#db/touchPages.ts'
import { recordAudit } from '#features/audit/recordAudit.ts'
import { attachDocument } from '#features/documents/attachDocument.ts'
import { keepFile } from '#features/documents/keepFile.ts'
import { removeDocument } from '#features/documents/publishDocuments.ts'
import { readDocuments } from '#features/documents/readDocuments.ts'
import { readUpload } from '#features/documents/readUpload.ts'
import { may } from '#features/identity/rules/permissions.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { knownPractice } from './knownPractice.ts'
import { stateAfter } from './rules/state.ts'
import { practiceById } from './store/practices.ts'
import { tagsOf } from './takeStep.ts'

/** Attaches a file to a practice that its office may write on; everybody may fetch it once the practice is published. */
export async function attachToPractice(
  app: App,
  viewer: Viewer,
  input: { readonly id: string; readonly file: File; readonly title?: string | undefined },
): Promise<Result<void>> {
  const known = await knownPractice(app, viewer, input.id, ['practice.write'])
  if (!known.ok) return known
  const { row, municipality } = known.value
  if (!municipality) return err('practice.place')
  const writable = stateAfter('save', row.state)
  if (!writable.ok) return writable
  const checked = await readUpload(app, input.file)
  if (!checked.ok) return { ok: false, refusals: [{ ...checked.refusals[0], path: 'file' }] }
  const kept = await keepFile(app, checked.value)
  return app.store.write(async tx => {
    const now = await practiceById(tx, row.id)
    const still = now ? stateAfter('save', now.state) : err('practice.unknown')
    if (!still.ok) return still
    const by = actorOf(viewer)
    const attached = await attachDocument(app, tx, {
      ...{ ownerType: 'practice', ownerId: row.id, municipalityId: municipality.id, kept, title: input.title, by },
    })
    if (!attached.ok) return attached
    await recordAudit(tx, {
      ...{ at: app.now(), actor: by, action: 'practice.attached', subject: { type: 'practice', id: row.id } },
      reason: 'a file for its readers',
      detail: { document: attached.value.id, kind: kept.mimeType, bytes: kept.bytes },
    })
    return ok()
  })
}

/**
 * Takes a file off a practice that its office may write on. What everybody may fetch is gone from their page at once, so only
 * who may hand practices in takes it off.
 */
export async function removeFromPractice(
  app: App,
  viewer: Viewer,
  input: { readonly id: string; readonly documentId: string },
): Promise<Result<void>> {
  const known = await knownPractice(app, viewer, input.id, ['practice.write'])
  if (!known.ok) return known
  const { municipality } = known.value
  const files = (await readDocuments(app, 'practice', [input.id])).get(input.id) ?? []
  // What everybody reads is changed by who hands practices in.
  const isOpen = files.some(one => one.id === input.documentId && one.isPublished)
  if (isOpen && !may(viewer, 'practice.submit', municipality ? placesOf(municipality) : [])) return err('forbidden')
  return app.store.write(async tx => {
    const now = await practiceById(tx, input.id)
    const writable = now ? stateAfter('save', now.state) : err('practice.unknown')
    if (!writable.ok) return writable
    if (!(await removeDocument(app, tx, { ownerType: 'practice', ownerId: input.id, id: input.documentId })))
      return err('document.unknown')
    await touchPages(tx, app.now(), now?.isPublic ? tagsOf(now) : [])
    await recordAudit(tx, {
      ...{ at: app.now(), actor: actorOf(viewer), action: 'practice.detached', subject: { type: 'practice', id: input.id } },
      reason: 'a file taken away',
      detail: { document: input.documentId },
    })
    return ok()
  })
}
