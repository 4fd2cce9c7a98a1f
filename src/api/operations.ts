import { z } from 'zod'
import { feedbackAnswer, sentAnswer, servicesAnswer } from '#features/feedback/forms/feedbackAnswers.ts'
import { feedbackInput } from '#features/feedback/forms/feedbackInput.ts'
import type { Operation } from './operation.ts'

/** Every call of the API; tests/pages/api.test.ts holds it against the routes and against real answers. */
export const OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/v1/feedback',
    summary: "Send a resident's word to the municipality and DPI",
    tag: 'Feedback',
    headers: z.object({
      'Idempotency-Key': z
        .string()
        .max(200)
        .optional()
        .meta({ description: 'Makes a repeat answer as the first time, for a day' }),
    }),
    body: feedbackInput,
    answer: { status: 201, schema: sentAnswer },
    refusals: [400, 413, 415, 422, 429],
  },
  {
    method: 'get',
    path: '/api/v1/feedback/{reference}',
    summary: 'Follow a word: its public part, or the whole thread with its tracking code',
    tag: 'Feedback',
    parameters: z.object({ reference: z.string() }),
    query: z.object({ trackingCode: z.string().optional() }),
    answer: { status: 200, schema: feedbackAnswer },
    refusals: [404, 429],
  },
  {
    method: 'get',
    path: '/api/v1/services',
    summary: 'The catalogue of services and of the criteria by which residents rate them',
    tag: 'Feedback',
    answer: { status: 200, schema: servicesAnswer },
    refusals: [],
  },
]
