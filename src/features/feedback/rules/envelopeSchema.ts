import { z } from 'zod'
import { feedbackEnvelopeV1 } from './envelope.ts'

export const FEEDBACK_SCHEMA_PATH = '/schemas/feedback.v1.json'

/**
 * The published JSON Schema (2020-12) of what DPI receives. It is open: a reader of v1 must let unknown properties pass,
 * since later envelopes may carry more optional ones.
 */
export function feedbackSchema(siteUrl: string): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(feedbackEnvelopeV1, {
    target: 'draft-2020-12',
    io: 'input',
    override: ({ jsonSchema }) => {
      // The format says it already; zod's pattern for it is half a page.
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern
    },
  })
  return { $schema, $id: `${siteUrl}${FEEDBACK_SCHEMA_PATH}`, ...schema }
}
