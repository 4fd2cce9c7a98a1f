import { z } from 'zod'

/** One call of the API, as `describeApi` puts it into OpenAPI and the page about the API shows it. */
export interface Operation {
  readonly method: 'get' | 'post'
  /** As in OpenAPI: `/api/v1/feedback/{reference}`. */
  readonly path: string
  readonly summary: string
  readonly tag: string
  readonly query?: z.ZodObject
  readonly parameters?: z.ZodObject
  readonly headers?: z.ZodObject
  readonly body?: z.ZodType
  readonly answer: { readonly status: 200 | 201; readonly schema?: z.ZodType; readonly mediaType?: string }
  /** Statuses of refusals, all of them `application/problem+json`. */
  readonly refusals: readonly number[]
  /** Needs the bearer token of DPI. */
  readonly forDpi?: boolean
}

export const problemAnswer = z
  .object({
    type: z.string(),
    status: z.int(),
    title: z.string().meta({ description: 'For people, in the language of the errors' }),
    errors: z
      .array(
        z.object({
          path: z.string().meta({ description: 'Dotted path into the body, or the name of a parameter' }),
          code: z.string().meta({ description: 'Stable; for programs' }),
          message: z
            .string()
            .meta({ description: 'For people, in the language asked for by Accept-Language (ky, ru, en), else in English' }),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' })

/** `{ items, next }`: a page of a list. */
export const listOf = (item: z.ZodType) =>
  z.object({ items: z.array(item), next: z.string().nullable().meta({ description: 'For `after`; null at the end' }) })

export const pageQuery = {
  after: z.string().optional().meta({ description: '`next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(200).optional().meta({ description: 'Items on a page, 200 at most' }),
}
