import { isImage, PDF } from '../rules/upload.ts'

// Nothing in a file may run, load or send anything. A picture is shown in a sandbox as well; for a PDF browsers do not start
// their viewer inside one, and the viewer's own frame needs its styles.
const CLOSED = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
const POLICIES = { image: `${CLOSED}; sandbox`, pdf: `${CLOSED}; object-src 'self'; style-src 'unsafe-inline'` }

/** `attachment; filename="…"; filename*=UTF-8''…` with a plain name for old programs and the real one (RFC 6266). */
function disposition(way: 'inline' | 'attachment', fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(fileName).replace(/['()*!]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${way}; filename="${plain}"; filename*=UTF-8''${encoded}`
}

/**
 * How a file is sent. Its bytes never change, but it may be withdrawn: whoever keeps a copy asks again each time. What is
 * not published stays in no cache.
 */
export function documentHeaders(file: {
  readonly mimeType: string
  readonly fileName: string
  readonly version: string
  readonly isPublished: boolean
}): Record<string, string> {
  const shown = isImage(file) ? 'image' : file.mimeType === PDF ? 'pdf' : undefined
  return {
    'Content-Type': file.mimeType,
    'Content-Disposition': disposition(shown ? 'inline' : 'attachment', file.fileName),
    'Content-Security-Policy': shown === 'pdf' ? POLICIES.pdf : POLICIES.image,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': file.isPublished ? 'no-cache' : 'no-store',
    ETag: `"${file.version}"`,
  }
}
