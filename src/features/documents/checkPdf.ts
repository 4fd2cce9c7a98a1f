import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import { err, ok, type Result } from '#platform/result.ts'

const inflated = promisify(inflate)
/** All object streams of a file together, unpacked; more is looked at no further. */
const MOST_LOOKED_AT = 32 * 1024 * 1024
const MOST_STREAMS = 5_000

/** Names may be written with numbers for letters: `/J#61vaScript`. */
const plainNames = (text: string): string =>
  text.replace(/#([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
// `/JS` and `/JavaScript` run scripts, `/Launch` starts programs; each as a whole name.
const ACTS = /\/(?:JavaScript|JS|Launch)(?![A-Za-z0-9_.-])/
// Long enough to stand in no picture by chance, so they are looked for everywhere: a script that sets "stream" before its
// commands in a comment is no stream to a viewer. No script runs without one of them.
const ACTS_ANYWHERE = /\/(?:JavaScript|Launch)(?![A-Za-z0-9_.-])/
const ENCRYPTED = /\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/

/**
 * A PDF as everybody may open it: with its head and its end, without a password, without scripts or commands to start a
 * program. They are looked for in plain sight and inside object streams, where most writers put them today. What hides
 * deeper is left to the reader's viewer, which runs nothing of a page: files are sent under a policy of their own.
 */
export async function checkPdf(bytes: Buffer): Promise<Result<void, 'file.broken' | 'file.encrypted' | 'file.active'>> {
  if (!/^%PDF-[12]\.\d/.test(bytes.toString('latin1', 0, 8))) return err('file.broken')
  if (!bytes.subarray(-2_048).includes('%%EOF')) return err('file.broken')
  const text = bytes.toString('latin1')
  if (ENCRYPTED.test(text)) return err('file.encrypted')
  if (ACTS_ANYWHERE.test(plainNames(text)) || ACTS.test(plainNames(withoutStreams(text)))) return err('file.active')
  let looked = 0
  for (const packed of objectStreams(bytes, text)) {
    try {
      const unpacked = await inflated(packed, { maxOutputLength: MOST_LOOKED_AT - looked })
      looked += unpacked.length
      if (ACTS.test(plainNames(unpacked.toString('latin1')))) return err('file.active')
    } catch (error) {
      // More than is looked at: no document for people holds so many objects.
      if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') return err('file.broken')
    }
  }
  return ok()
}

/** Pictures and fonts hold any bytes, "/JS" among them; only what stands between the streams is read by name. */
function withoutStreams(text: string): string {
  const kept: string[] = []
  let at = 0
  for (;;) {
    const start = text.indexOf('stream', at)
    if (start < 0) break
    const end = text.indexOf('endstream', start)
    if (end < 0) break
    kept.push(text.slice(at, start))
    at = end + 'endstream'.length
  }
  kept.push(text.slice(at))
  return kept.join(' ')
}

function* objectStreams(bytes: Buffer, text: string): Generator<Buffer> {
  const head = /\/Type\s*\/ObjStm\b/g
  for (let n = 0; n < MOST_STREAMS && head.exec(text); n += 1) {
    const start = text.indexOf('stream', head.lastIndex)
    const end = text.indexOf('endstream', start)
    if (start < 0 || end < 0) return
    const from = start + 'stream'.length + (text.startsWith('\r\n', start + 6) ? 2 : 1)
    yield bytes.subarray(from, end)
  }
}
