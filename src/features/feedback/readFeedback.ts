import { timingSafeEqual } from 'node:crypto'
import { normalizeCode } from '#platform/codes.ts'
import { sha256 } from '#platform/ids.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { knownFeedback } from './knownFeedback.ts'
import { parseReference } from './rules/reference.ts'
import { type SeenFeedback, seenBy } from './rules/visibility.ts'
import { selectByReference, type WholeFeedback } from './store/reads.ts'

/** A tracking code as it is stored; written in any case, with or without dashes. */
export const trackingHash = (code: string): string => sha256(`tracking:${normalizeCode(code.slice(0, 60))}`)

/**
 * A word under its reference as typed: its public part, or with the tracking code the whole thread. A reference nobody has
 * and a wrong tracking code are refused alike, as `feedback.unknown`.
 */
export async function readFeedback(app: App, typed: string, trackingCode?: string): Promise<Result<SeenFeedback>> {
  const found = await findFeedback(app, typed, trackingCode)
  return found.ok ? ok(seenBy(knownFeedback(found.value), trackingCode === undefined ? 'everybody' : 'author')) : found
}

/** The same, with the rows: for use cases that change the word. */
export async function findFeedback(app: App, typed: string, trackingCode?: string): Promise<Result<WholeFeedback>> {
  const reference = parseReference(typed)
  if (!reference.ok) return reference
  const found = await selectByReference(app.store.read, reference.value)
  if (!found) return err('feedback.unknown')
  if (trackingCode === undefined) return ok(found)
  const held = timingSafeEqual(Buffer.from(found.row.trackingHash), Buffer.from(trackingHash(trackingCode)))
  return held ? ok(found) : err('feedback.unknown')
}
