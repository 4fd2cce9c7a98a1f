import type { KnownFeedback } from './rules/visibility.ts'
import type { AgeBand, Sex, Status } from './rules/kinds.ts'
import type { Reason } from './rules/moderation.ts'
import type { WholeFeedback } from './store/reads.ts'

/** Stored rows as the rules see a word. */
export function knownFeedback({ row, ratings, events, lineNames }: WholeFeedback): KnownFeedback {
  return {
    id: row.id,
    reference: row.reference,
    submittedAt: row.submittedAt,
    municipalityId: row.municipalityId,
    kind: row.kind,
    subject: { type: row.subjectType, id: row.subjectId ?? undefined, label: row.subjectLabel, names: lineNames },
    service: row.catalogueCode ?? undefined,
    text: row.text ?? undefined,
    publishedText: row.publishedText ?? undefined,
    language: row.language,
    village: row.villageName ?? undefined,
    villageId: row.villageId ?? undefined,
    address: row.address ?? undefined,
    respondent: { ageBand: (row.ageBand ?? undefined) as AgeBand | undefined, sex: (row.sex ?? undefined) as Sex | undefined },
    ratings,
    status: row.status as Status,
    moderation: row.moderation,
    isDemo: row.isDemo,
    steps: events.map(event => ({
      status: event.status as Status,
      at: event.at,
      by: event.by,
      reason: (event.reason ?? undefined) as Reason | undefined,
      note: event.note ?? undefined,
      isPublic: event.isPublic,
    })),
  }
}
