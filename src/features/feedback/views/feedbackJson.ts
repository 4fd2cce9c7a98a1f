import type { Municipality } from '#features/municipalities/rules/unit.ts'
import type { SeenFeedback } from '../rules/visibility.ts'

/** A word as the API and exports give it: what its reader may see, nothing else. */
export function feedbackJson(seen: SeenFeedback, municipality: Municipality) {
  return {
    reference: seen.reference,
    status: seen.status,
    submittedAt: seen.submittedAt.toISOString(),
    municipality: { id: municipality.id, soate: municipality.soate ?? null, names: municipality.names },
    kind: seen.kind,
    subject: { type: seen.subject.type, id: seen.subject.id, label: seen.subject.label },
    ...(seen.service ? { service: seen.service } : {}),
    ...(Object.keys(seen.ratings).length > 0 ? { ratings: seen.ratings } : {}),
    ...(seen.text ? { text: seen.text, language: seen.language } : {}),
    ...(seen.village ? { place: { village: seen.village } } : {}),
    ...(seen.isDemo ? { demo: true } : {}),
    history: seen.history.map(({ status, at, by, reason, note }) => ({
      status,
      at: at.toISOString(),
      by,
      ...(reason ? { reason } : {}),
      ...(note ? { note } : {}),
    })),
  }
}
