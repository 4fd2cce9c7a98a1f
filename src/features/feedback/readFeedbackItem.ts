import { readAccountNames } from '#features/identity/readAccountNames.ts'
import { may } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { knownFeedback } from './knownFeedback.ts'
import { stretchesOf, type Stretch } from './rules/masking.ts'
import type { Decision, Reason } from './rules/moderation.ts'
import { parseReference } from './rules/reference.ts'
import type { KnownFeedback } from './rules/visibility.ts'
import { selectContact, selectModerations } from './store/moderation.ts'
import { selectByReference } from './store/reads.ts'

/** A decision as the desk shows it, with what it left of the words. */
export interface PastDecision {
  readonly version: number
  readonly at: Date
  /** Name of the account that decided; undefined where it is no more, or where the operator did. */
  readonly by: string | undefined
  readonly byOperator: boolean
  readonly decision: Decision
  readonly reason: Reason | undefined
  readonly note: string | undefined
  readonly stretches: readonly Stretch[] | undefined
}

/** A word whole, for DPI: the original beside what is published, every decision, and contact where its author allows it. */
export interface DeskItem extends KnownFeedback {
  readonly municipality: Municipality | undefined
  readonly channel: string
  readonly version: number
  readonly consent: { readonly publish: boolean; readonly shareContact: boolean }
  /** What the author shares, for who may see it; `closed` for who may not. */
  readonly contact:
    | 'closed'
    | { readonly name?: string | undefined; readonly email?: string | undefined; readonly phone?: string | undefined }
    | undefined
  readonly respondentVillage: string | undefined
  readonly position: { readonly lat: number; readonly lon: number } | undefined
  /** Newest first. */
  readonly decisions: readonly PastDecision[]
  /** The original in stretches, as the published part shows them; undefined where nothing was left out. */
  readonly stretches: readonly Stretch[] | undefined
}

/** One word with everything the desk may know about it. */
export async function readFeedbackItem(
  app: App,
  viewer: Viewer,
  typedReference: string,
): Promise<Result<DeskItem, 'forbidden' | 'feedback.unknown'>> {
  if (!may(viewer, 'desk.read')) return err('forbidden')
  const reference = parseReference(typedReference)
  const found = reference.ok ? await selectByReference(app.store.read, reference.value) : undefined
  if (!found) return err('feedback.unknown')
  const { row } = found
  const [municipality, contact, moderations] = await Promise.all([
    readMunicipality(app, row.municipalityId),
    row.consentShareContact ? selectContact(app.store.read, row.id) : undefined,
    selectModerations(app.store.read, row.id),
  ])
  const names = await readAccountNames(
    app,
    moderations.map(one => one.actor),
  )
  const partOf = (published: string | null) =>
    row.text !== null && published !== null && published !== row.text ? stretchesOf(row.text, published) : undefined
  return ok({
    ...knownFeedback(found),
    municipality,
    channel: row.channel,
    version: row.moderationVersion,
    consent: { publish: row.consentPublish, shareContact: row.consentShareContact },
    contact: !contact
      ? undefined
      : may(viewer, 'feedback.contact')
        ? { name: contact.name ?? undefined, email: contact.email ?? undefined, phone: contact.phone ?? undefined }
        : 'closed',
    respondentVillage: row.respondentVillage ?? undefined,
    position: row.lat !== null && row.lon !== null ? { lat: row.lat, lon: row.lon } : undefined,
    decisions: moderations
      .map(one => ({
        version: one.version,
        at: one.at,
        by: names.get(one.actor),
        byOperator: one.actor === 'operator',
        decision: one.decision,
        reason: (one.reason ?? undefined) as Reason | undefined,
        note: one.note ?? undefined,
        stretches: partOf(one.publishedText),
      }))
      .reverse(),
    stretches: partOf(row.publishedText),
  })
}
