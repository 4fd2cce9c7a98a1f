import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { feedbackEnvelope } from '#features/feedback/rules/envelope.ts'
import { feedbackSchema } from '#features/feedback/rules/envelopeSchema.ts'
import { brokenPromises } from '#tests/support/contract.ts'
import { envelopeFacts, validator } from '#tests/support/envelopes.ts'

const published = JSON.parse(readFileSync('tests/fixtures/feedback.v1.json', 'utf8'))
const present = feedbackSchema('https://ashar.example')
const changed = (change: (schema: typeof published) => void) => {
  const copy = structuredClone(published)
  change(copy)
  return brokenPromises(published, copy)
}

describe('the published feedback schema', () => {
  it('keeps every promise of its first publication', () => {
    expect(brokenPromises(published, present)).toEqual([])
    expect(present.$id).toBe('https://ashar.example/schemas/feedback.v1.json')
    expect(present.$schema).toBe('https://json-schema.org/draft/2020-12/schema')
  })

  it('would be caught breaking one, and may gain optional fields', () => {
    expect(changed(schema => delete schema.properties.text)).toEqual(['data.text: gone'])
    expect(changed(schema => schema.required.push('text'))).toEqual(['data: required changed'])
    expect(changed(schema => schema.properties.municipality.required.pop())).toEqual(['data.municipality: required changed'])
    expect(changed(schema => (schema.properties.revision.type = 'string'))).toEqual(['data.revision: type changed'])
    expect(changed(schema => schema.properties.kind.enum.push('poem'))).toEqual(['data.kind: enum changed'])
    expect(changed(schema => (schema.additionalProperties = false))).toEqual(['data: openness changed'])
    expect(changed(schema => (schema.properties.answer = { type: 'string' }))).toEqual([])
  })
})

describe('an envelope', () => {
  const valid = validator(present)
  const validWhenPublished = validator({ ...published, $id: 'https://ashar.example/published' })

  it('is valid by the served schema and by the first published one, whatever is known about the word', () => {
    fc.assert(
      fc.property(envelopeFacts, facts => {
        const envelope = JSON.parse(JSON.stringify(feedbackEnvelope(facts)))
        expect(valid(envelope), JSON.stringify(valid.errors)).toBe(true)
        expect(validWhenPublished(envelope)).toBe(true)
        expect(envelope.contact === undefined || facts.consent.shareContact).toBe(true)
        expect(envelope.text).toBe(facts.text || undefined)
        expect(envelope.ratings ?? {}).toEqual(facts.ratings ?? {})
        expect(envelope.subject.label).toBe(facts.subject.label)
      }),
      { numRuns: 400 },
    )
  })

  it('leaves out what is not known, and carries no null', () => {
    fc.assert(
      fc.property(envelopeFacts, facts => {
        const empty: string[] = []
        JSON.stringify(feedbackEnvelope(facts), (key, value) => {
          if (value === null || (typeof value === 'object' && Object.keys(value).length === 0)) empty.push(key)
          return value
        })
        expect(empty).toEqual([])
      }),
    )
  })

  it('is refused by the schema with a contact that nobody agreed to share', () => {
    const [facts] = fc.sample(envelopeFacts, { numRuns: 1, seed: 7 })
    if (!facts) throw new Error('no sample')
    const envelope = feedbackEnvelope({ ...facts, consent: { publish: true, shareContact: false } })
    expect(valid(envelope)).toBe(true)
    expect(valid({ ...envelope, contact: { email: 'a@b.kg' } })).toBe(false)
    expect(valid({ ...envelope, consent: { publish: true, shareContact: true }, contact: { email: 'a@b.kg' } })).toBe(true)
  })
})
