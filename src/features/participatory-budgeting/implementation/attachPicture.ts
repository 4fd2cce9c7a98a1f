import { attachDocument } from '#features/documents/attachDocument.ts'
import { keepFile } from '#features/documents/keepFile.ts'
import { publishDocuments, removeDocument } from '#features/documents/publishDocuments.ts'
import { readUpload } from '#features/documents/readUpload.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { changeProject, officeProject } from './officeProject.ts'
import { type PictureOf, pictureOwner, PICTURES } from './rules/project.ts'

/** Adds a picture or file from before, during or after the work; everybody sees it at once. */
export async function attachPicture(
  app: App,
  viewer: Viewer,
  asked: {
    readonly id: string
    readonly version: number
    readonly file: File
    readonly of: PictureOf
    readonly title?: string | undefined
  },
): Promise<Result<void>> {
  // Asked before the bytes are read: drawing a picture anew costs more than a refusal.
  const found = await officeProject(app, viewer, asked.id, 'project.write')
  if (!found.ok) return found
  const checked = await readUpload(app, asked.file)
  if (!checked.ok) return { ok: false, refusals: [{ path: 'file', ...checked.refusals[0] }] }
  const kept = await keepFile(app, checked.value)
  const ownerId = pictureOwner(asked.id, asked.of)
  return changeProject(app, viewer, asked, {
    ...{ action: 'project.fileAttached', reason: `${asked.of} the work` },
    write: async (tx, { project }) => {
      const owner = { ownerType: 'project' as const, ownerId, municipalityId: project.municipalityId }
      const attached = await attachDocument(app, tx, { ...owner, kept, title: asked.title, by: actorOf(viewer) })
      if (!attached.ok) return attached
      await publishDocuments(app, tx, 'project', ownerId)
      return ok({ type: kept.mimeType, bytes: kept.bytes })
    },
  })
}

export const removePicture = (
  app: App,
  viewer: Viewer,
  asked: { readonly id: string; readonly version: number; readonly document: string },
): Promise<Result<void>> =>
  changeProject(app, viewer, asked, {
    ...{ action: 'project.fileRemoved', reason: 'it does not belong here' },
    write: async tx => {
      for (const taken of PICTURES) {
        const which = { ownerType: 'project' as const, ownerId: pictureOwner(asked.id, taken), id: asked.document }
        if (await removeDocument(app, tx, which)) return ok(undefined)
      }
      return err('project.fileUnknown')
    },
  })
