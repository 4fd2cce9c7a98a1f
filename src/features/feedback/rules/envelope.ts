import { z } from 'zod'

/** Crockford's base 32 in groups of four; two groups today, more when references run short. */
const REFERENCE = /^KG(-[0-9A-HJKMNP-TV-Z]{4}){2,4}$/
const names = z.object({ ky: z.string().min(1), ru: z.string().min(1), en: z.string().min(1) })
const line = (most: number) => z.string().min(1).max(most)

/**
 * `data` of what DPI receives about a resident's word, published as `/schemas/feedback.v1.json`. Published means: v1 only
 * gains optional fields (tests/rules/feedbackSchema.test.ts holds it to that); anything else is a v2 beside it.
 */
export const feedbackEnvelopeV1 = z
  .object({
    version: z.literal(1).describe('Version of this schema'),
    reference: z.string().regex(REFERENCE).describe('Public reference of the word; the same in every envelope about it'),
    revision: z.int().min(1).describe('Grows with every envelope of one reference; the highest is the present state'),
    submittedAt: z.iso.datetime({ offset: true }).describe('When the resident sent it'),
    municipality: z.object({
      id: line(64),
      soate: z
        .string()
        .regex(/^\d{2,20}$/)
        .optional()
        .describe('SOATE code; absent while the register does not give one'),
      names,
      oblast: z
        .object({ id: line(64), names })
        .optional()
        .describe('Absent for cities of republican standing'),
    }),
    kind: z.enum(['comment', 'question', 'proposal', 'complaint', 'thanks', 'rating']),
    subject: z.object({
      type: z.enum(['budget', 'budgetLine', 'service', 'report', 'hearing', 'delegatedPower', 'general']),
      id: line(200).optional(),
      label: z.string().max(2000).describe('What the subject was called when the word was written, as printed'),
      proposal: line(64)
        .optional()
        .describe('Id of the proposal of participatory budgeting that the word is about; its type is then general'),
    }),
    catalogue: z
      .object({
        code: line(20).describe('Code of the service catalogue, such as L04 or D01'),
        branch: z.enum(['localSignificance', 'delegatedPower']).describe('Issue of local significance or delegated state power'),
        version: line(40).describe('Version of the catalogue'),
        legalBasis: z.string().max(2000).describe('The law the catalogue names for this entry, with its standing'),
      })
      .optional(),
    ratings: z
      .record(z.string().regex(/^[A-Z][0-9]{1,2}$/), z.int().min(1).max(5))
      .optional()
      .describe('Score by criterion: 1 very bad, 5 excellent'),
    text: z.string().min(1).max(4000).optional().describe('The words as sent, before any moderation'),
    language: z.enum(['ky', 'ru', 'en']).describe('Language of the text, or of the form where there is none'),
    place: z
      .object({
        village: z.object({ id: line(64).optional(), name: line(200) }).optional(),
        address: line(500).optional(),
        lat: z.number().min(-90).max(90).optional(),
        lon: z.number().min(-180).max(180).optional(),
      })
      .optional()
      .describe('Where the matter is'),
    respondent: z
      .object({ ageBand: line(20).optional(), sex: line(20).optional(), village: line(200).optional() })
      .optional()
      .describe('Bands the resident chose to tell; never a name'),
    channel: z.enum(['web', 'api', 'paper', 'hearing', 'open311']),
    moderation: z.enum(['waiting', 'published', 'publishedInPart', 'refused', 'private']),
    consent: z.object({ publish: z.boolean(), shareContact: z.boolean() }),
    contact: z
      .object({ name: line(200).optional(), email: line(320).optional(), phone: line(40).optional() })
      .optional()
      .describe('Only where consent.shareContact is true'),
    status: z
      .string()
      .max(40)
      .optional()
      .describe('Where it stands: received, published, answered, promised, done, reopened, passedOn, merged, …'),
    answering: z
      .object({
        state: z.string().max(40).describe('waiting, promised, answered, done, passedOn or merged'),
        office: z
          .object({ id: line(64), names })
          .optional()
          .describe('The municipality that has it now'),
        dueOn: z.iso.date().optional().describe('Outer limit, counted in working days'),
        ownDueOn: z.iso.date().optional().describe("The municipality's own promise to answer"),
        promisedFor: z.iso.date().optional().describe('"Will be done by"'),
        answeredOn: z.iso.date().optional().describe('Day of the first answer within the present term'),
        outcome: z.enum(['yes', 'partly', 'no']).optional().describe('What its author says of what was done'),
        outcomeNote: z.string().max(4000).optional(),
        mergedInto: z.string().regex(REFERENCE).optional().describe('The word whose answers it follows'),
        passedTo: line(300).optional().describe('The body outside the portal that it was passed on to'),
        answers: z
          .array(
            z.object({
              id: line(64),
              at: z.iso.datetime({ offset: true }),
              kind: z.enum(['answer', 'promise', 'done']),
              text: line(8000),
              language: z.enum(['ky', 'ru', 'en']),
              public: z.boolean(),
              promisedFor: z.iso.date().optional(),
              corrected: z.boolean().describe('A later answer stands in its place'),
            }),
          )
          .optional(),
      })
      .optional()
      .describe('Where its answering stands; in envelopes of the type feedback.answered'),
    demo: z.boolean().optional().describe('True for demonstration data, which must never be counted'),
  })
  .meta({
    title: "A resident's word",
    description: 'Structured feedback from the portal Ashar to DPI',
    // A contact that nobody agreed to share makes no valid envelope, whoever made it.
    not: { required: ['contact'], properties: { consent: { properties: { shareContact: { const: false } } } } },
  })

export type FeedbackEnvelope = z.output<typeof feedbackEnvelopeV1>

type Optional<T> = { readonly [K in keyof T]?: T[K] | null | undefined }
type Place = NonNullable<FeedbackEnvelope['place']>
type Given<K extends keyof FeedbackEnvelope> = NonNullable<FeedbackEnvelope[K]>

/** What is known about a word when its envelope is made; blanks, nulls and empty groups are left out of the envelope. */
export interface EnvelopeFacts {
  readonly reference: string
  readonly revision: number
  readonly submittedAt: Date
  readonly municipality: {
    readonly id: string
    readonly soate?: string | null | undefined
    readonly names: Given<'municipality'>['names']
    readonly oblast?: { readonly id: string; readonly names: Given<'municipality'>['names'] } | null | undefined
  }
  readonly kind: Given<'kind'>
  readonly subject: {
    readonly type: Given<'subject'>['type'] | 'proposal'
    readonly id?: string | null | undefined
    readonly label: string
  }
  readonly catalogue?: Given<'catalogue'> | null | undefined
  readonly ratings?: Readonly<Record<string, number>> | null | undefined
  readonly text?: string | null | undefined
  readonly language: Given<'language'>
  readonly place?:
    | (Optional<Omit<Place, 'village'>> & { village?: Optional<Given<'place'>['village'] & object> | null | undefined })
    | null
    | undefined
  readonly respondent?: Optional<Given<'respondent'>> | null | undefined
  readonly channel: Given<'channel'>
  readonly moderation: Given<'moderation'>
  readonly consent: Given<'consent'>
  readonly contact?: Optional<Given<'contact'>> | null | undefined
  readonly status?: string | null | undefined
  readonly answering?: FeedbackEnvelope['answering'] | null | undefined
  readonly demo?: boolean | undefined
}

/** The group without what is not known, or undefined where nothing is. */
function known<T extends object>(group: T | null | undefined): Partial<T> | undefined {
  const entries = Object.entries(group ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== '')
  return entries.length > 0 ? (Object.fromEntries(entries) as Partial<T>) : undefined
}

/** Version 1 was published before proposals were a subject: a type that nobody promised would break who checks by it. */
const subjectOf = ({ type, id, label }: EnvelopeFacts['subject']): FeedbackEnvelope['subject'] =>
  type === 'proposal' ? { type: 'general', label, proposal: id || undefined } : { type, id: id || undefined, label }

/**
 * Builds `data` for DPI. Contact is left out unless consent says that it may be shared. Throws where the facts cannot make a
 * valid envelope: what `submitFeedback` accepts always can.
 */
export function feedbackEnvelope(facts: EnvelopeFacts): FeedbackEnvelope {
  const { municipality, subject, place } = facts
  return feedbackEnvelopeV1.parse({
    version: 1,
    reference: facts.reference,
    revision: facts.revision,
    submittedAt: facts.submittedAt.toISOString(),
    municipality: {
      id: municipality.id,
      soate: municipality.soate || undefined,
      names: municipality.names,
      oblast: municipality.oblast ?? undefined,
    },
    kind: facts.kind,
    subject: subjectOf(subject),
    catalogue: facts.catalogue ?? undefined,
    ratings: known(facts.ratings),
    text: facts.text || undefined,
    language: facts.language,
    place: known({ ...place, village: place?.village?.name ? known(place.village) : undefined }),
    respondent: known(facts.respondent),
    channel: facts.channel,
    moderation: facts.moderation,
    consent: facts.consent,
    contact: facts.consent.shareContact ? known(facts.contact) : undefined,
    status: facts.status || undefined,
    answering: facts.answering ?? undefined,
    demo: facts.demo || undefined,
  })
}
