import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import fc from 'fast-check'
import { type EnvelopeFacts, feedbackEnvelopeV1 } from '#features/feedback/rules/envelope.ts'

/** A validator for a served schema, as a program of DPI's would make it. */
export function validator(schema: object): ValidateFunction {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allErrors: true })
  formats.default(ajv)
  return ajv.compile(schema)
}

const { shape } = feedbackEnvelopeV1
const gap = <T>(value: fc.Arbitrary<T>) => fc.oneof(value, fc.constantFrom(null, undefined))
const words = (most: number) => fc.string({ unit: 'grapheme', minLength: 0, maxLength: most }).map(text => text.slice(0, most))
const names = fc.record({ ky: fc.string({ minLength: 1 }), ru: fc.string({ minLength: 1 }), en: fc.string({ minLength: 1 }) })
const group = fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{4}$/)

/** Anything that may be known about a stored word, with every kind of gap. */
export const envelopeFacts: fc.Arbitrary<EnvelopeFacts> = fc.record({
  reference: fc.tuple(group, group).map(groups => `KG-${groups.join('-')}`),
  revision: fc.integer({ min: 1, max: 50 }),
  submittedAt: fc.date({ min: new Date('2020-01-01'), max: new Date('2099-01-01'), noInvalidDate: true }),
  municipality: fc.record({
    id: fc.uuid(),
    soate: gap(fc.stringMatching(/^\d{14}$/)),
    names,
    oblast: gap(fc.record({ id: fc.uuid(), names })),
  }),
  kind: fc.constantFrom(...shape.kind.options),
  subject: fc.record({ type: fc.constantFrom(...shape.subject.shape.type.options), id: gap(words(100)), label: words(500) }),
  catalogue: gap(
    fc.record({
      code: fc.stringMatching(/^[LD][0-9]{2}$/),
      branch: fc.constantFrom('localSignificance' as const, 'delegatedPower' as const),
      version: fc.constantFrom('2026-1', '2027-1'),
      legalBasis: words(300),
    }),
  ),
  ratings: gap(fc.dictionary(fc.stringMatching(/^Q[1-9]$/), fc.integer({ min: 1, max: 5 }))),
  text: gap(words(4000)),
  language: fc.constantFrom('ky' as const, 'ru' as const, 'en' as const),
  place: gap(
    fc.record({
      village: gap(fc.record({ id: gap(fc.uuid()), name: fc.string({ minLength: 1, maxLength: 100 }) })),
      address: gap(words(300)),
      lat: gap(fc.double({ min: -90, max: 90, noNaN: true })),
      lon: gap(fc.double({ min: -180, max: 180, noNaN: true })),
    }),
  ),
  respondent: gap(fc.record({ ageBand: gap(fc.constant('25-34')), sex: gap(fc.constant('female')), village: gap(words(100)) })),
  channel: fc.constantFrom(...shape.channel.options),
  moderation: fc.constantFrom(...shape.moderation.options),
  consent: fc.record({ publish: fc.boolean(), shareContact: fc.boolean() }),
  contact: gap(fc.record({ name: gap(words(100)), email: gap(fc.constant('a@b.kg')), phone: gap(fc.constant('+996555000000')) })),
  status: gap(fc.constantFrom('received', 'answered', 'promised')),
  answering: gap(
    fc.record({
      state: fc.constantFrom('waiting', 'answered'),
      dueOn: fc.constant('2026-12-15'),
      answers: fc.constant([
        {
          ...{ id: 'a', at: '2026-11-25T06:00:00.000Z', kind: 'answer' as const, text: 'Жооп', language: 'ky' as const },
          ...{ public: true, corrected: false },
        },
      ]),
    }),
  ),
  demo: fc.boolean(),
})
