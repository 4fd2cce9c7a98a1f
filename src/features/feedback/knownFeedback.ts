import type { IsoDate } from '#platform/dates.ts'
import type { KnownFeedback } from './rules/visibility.ts'
import type { AgeBand, Sex, Status } from './rules/kinds.ts'
import type { Reason } from './rules/moderation.ts'
import { caseOf } from './store/cases.ts'
import type { WholeFeedback } from './store/reads.ts'

/** Stored rows as the rules see a word. */
export function knownFeedback(whole: WholeFeedback): KnownFeedback {
  const { row, ratings, events, lineNames, matter, main, answers, unitNames } = whole
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
    case: matter && {
      ...caseOf(matter),
      officeId: matter.municipalityId,
      main: main && { ...caseOf(main.matter), reference: main.reference },
    },
    answers: answers.flatMap(({ text, ...one }) =>
      text === null
        ? []
        : [
            {
              ...{ id: one.id, at: one.at, kind: one.kind, text, language: one.language, isPublic: one.isPublic },
              ...{ isOwn: one.feedbackId === row.id, moderation: one.moderation, isCorrected: one.correctedAt !== null },
              promisedFor: (one.promisedFor ?? undefined) as IsoDate | undefined,
            },
          ],
    ),
    steps: events.map(event => ({
      status: event.status as Status,
      at: event.at,
      by: event.by,
      reason: (event.reason ?? undefined) as Reason | undefined,
      note: event.note ?? undefined,
      isPublic: event.isPublic,
      answerId: event.answerId ?? undefined,
      to: unitNames.get(event.toUnitId ?? '') ?? event.party ?? undefined,
      promisedFor: (event.promisedFor ?? undefined) as IsoDate | undefined,
      outcome: event.outcome ?? undefined,
    })),
  }
}
