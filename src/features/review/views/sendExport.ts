import type { Viewer } from '#features/identity/rules/viewer.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import type { Result } from '#platform/result.ts'
import type { ExportedFile } from '../exportDesk.ts'
import { words } from '../words.ts'

/** A file to keep, or in words why there is none: 401 for a visitor, 403 for who may not, 422 where there is too much. */
export function sendExport(exported: Result<ExportedFile>, viewer: Viewer, lang: Lang): Response {
  const headers = { 'Cache-Control': 'no-store' }
  if (exported.ok) {
    const { name, type, bytes } = exported.value
    const disposition = `attachment; filename="${name}"`
    return new Response(new Uint8Array(bytes), {
      headers: { ...headers, 'Content-Type': type, 'Content-Disposition': disposition },
    })
  }
  const [refusal] = exported.refusals
  const status = refusal.code === 'forbidden' ? (viewer.kind === 'visitor' ? 401 : 403) : 422
  return new Response(words(lang).refusal(refusal), {
    status,
    headers: { ...headers, 'Content-Type': 'text/plain; charset=utf-8' },
  })
}
