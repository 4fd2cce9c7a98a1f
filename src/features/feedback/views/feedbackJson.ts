import type { Municipality } from '#features/municipalities/rules/unit.ts'
import type { SeenAnswer, SeenFeedback } from '../rules/visibility.ts'

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
    ...answeringJson(seen),
    history: seen.history.map(({ status, at, by, reason, note, to, promisedFor, outcome, answer }) => ({
      status,
      at: at.toISOString(),
      by,
      ...(reason ? { reason } : {}),
      ...(note ? { note } : {}),
      ...(to ? { to: typeof to === 'string' ? { name: to } : { names: to } } : {}),
      ...(promisedFor ? { promisedFor } : {}),
      ...(outcome ? { outcome } : {}),
      ...(answer ? { answer: answerJson(answer) } : {}),
    })),
  }
}

const answerJson = ({ kind, text, language, isPublic, isCorrected }: SeenAnswer) => ({
  ...{ kind, text, language, public: isPublic },
  ...(isCorrected ? { corrected: true } : {}),
})

/** When an answer is due, and what its author says of it; only days that are set. */
function answeringJson({ case: one }: SeenFeedback) {
  if (!one || (one.dueOn === null && one.status === null)) return {}
  const { dueOn, ownDueOn, promisedFor, answeredOn, outcome, main } = one
  const days = Object.entries({ dueOn, ownDueOn, promisedFor, answeredOn, outcome }).filter(([, value]) => value !== null)
  return { answering: { state: one.state, ...Object.fromEntries(days), ...(main ? { mergedInto: main.reference } : {}) } }
}
