import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { SECURITY_HEADERS } from '../securityHeaders.ts'
import { represent, type Representation } from './representation.ts'

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
}

/** All static files by address, held in memory: they are few and small, and compressed once. */
export function readStatics(folder: string): Map<string, Representation> {
  const files = new Map<string, Representation>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const address = `/${relative(folder, path).split(sep).join('/')}`
    const hashed = address.startsWith('/_astro/') || address.startsWith('/fonts/')
    files.set(
      address,
      represent(
        200,
        {
          ...SECURITY_HEADERS,
          'content-type': TYPES[extname(entry.name)] ?? 'application/octet-stream',
          'Cache-Control': hashed ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
        },
        readFileSync(path),
        true,
      ),
    )
  }
  return files
}
