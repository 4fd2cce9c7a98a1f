import { attachDocument } from '#features/documents/attachDocument.ts'
import { keepFile } from '#features/documents/keepFile.ts'
import { readUpload } from '#features/documents/readUpload.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { closeCycleChange } from '../cycles/officeCycle.ts'
import { officeStation, type Which } from './officeStation.ts'

/** Attaches the scan of a polling point's protocol as it was signed by hand; the office sees it, residents do not. */
export async function attachScan(app: App, viewer: Viewer, asked: Which & { readonly file: File }): Promise<Result<void>> {
  const found = await officeStation(app, viewer, asked, 'paper.prepare')
  if (!found.ok) return found
  const { cycle, station } = found.value
  const checked = await readUpload(app, asked.file)
  if (!checked.ok) return { ok: false, refusals: [{ path: 'file', ...checked.refusals[0] }] }
  const kept = await keepFile(app, checked.value)
  const at = app.now()
  return app.store.write(async (tx): Promise<Result<void>> => {
    const owner = { ownerType: 'pbStation' as const, ownerId: station.id, municipalityId: cycle.municipalityId }
    const attached = await attachDocument(app, tx, { ...owner, kept, by: actorOf(viewer) })
    if (!attached.ok) return attached
    const detail = { station: station.number, type: kept.mimeType, bytes: kept.bytes }
    await closeCycleChange(tx, viewer, cycle, { at, action: 'paper.scanAttached', reason: 'it was signed by hand', detail })
    return ok()
  })
}
