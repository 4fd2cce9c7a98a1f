import { attachDocument } from '#features/documents/attachDocument.ts'
import { keepFile } from '#features/documents/keepFile.ts'
import { publishDocuments, removeDocument } from '#features/documents/publishDocuments.ts'
import { readUpload } from '#features/documents/readUpload.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { closeChange, officeHearing } from './officeHearing.ts'
import { isPublic } from './rules/hearing.ts'

/** Attaches a file to a hearing; everybody may fetch it at once where the hearing is announced, else from then on. */
export async function attachToHearing(
  app: App,
  viewer: Viewer,
  asked: { readonly id: string; readonly file: File; readonly title?: string | undefined },
): Promise<Result<void>> {
  const found = await officeHearing(app, viewer, asked.id, 'announcement')
  if (!found.ok) return found
  const { hearing } = found.value
  const checked = await readUpload(app, asked.file)
  if (!checked.ok) return { ok: false, refusals: [{ path: 'file', ...checked.refusals[0] }] }
  const kept = await keepFile(app, checked.value)
  const at = app.now()
  const { title } = asked
  return app.store.write(async (tx): Promise<Result<void>> => {
    const owner = { ownerType: 'hearing' as const, ownerId: hearing.id, municipalityId: hearing.municipalityId }
    const attached = await attachDocument(app, tx, { ...owner, kept, title, by: actorOf(viewer) })
    if (!attached.ok) return attached
    if (isPublic(hearing)) await publishDocuments(app, tx, 'hearing', hearing.id)
    const detail = { type: kept.mimeType, bytes: kept.bytes }
    await closeChange(tx, viewer, hearing, { at, action: 'hearing.fileAttached', reason: 'a document belongs to it', detail })
    return ok()
  })
}

/** Takes an attached file away. */
export async function detachFromHearing(
  app: App,
  viewer: Viewer,
  asked: { readonly id: string; readonly document: string },
): Promise<Result<void>> {
  const found = await officeHearing(app, viewer, asked.id, 'announcement')
  if (!found.ok) return found
  const { hearing } = found.value
  const at = app.now()
  return app.store.write(async (tx): Promise<Result<void>> => {
    const removed = await removeDocument(app, tx, { ownerType: 'hearing', ownerId: hearing.id, id: asked.document })
    if (!removed) return err('document.unknown')
    await closeChange(tx, viewer, hearing, { at, action: 'hearing.fileRemoved', reason: 'it does not belong here' })
    return ok()
  })
}
