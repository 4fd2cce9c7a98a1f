import { z } from 'zod'
import { SEARCH_KINDS } from '../rules/document.ts'

const LONGEST = 200
const first = z.preprocess(value => (Array.isArray(value) ? value[0] : value), z.string().catch(''))

/** The address of a search as somebody may have typed it: what makes no sense in it is left out, nothing is refused. */
export const searchQuery = z.object({
  q: first.transform(text => text.slice(0, LONGEST).trim()),
  /** Name or address part of a municipality. */
  m: first.transform(text => text.slice(0, LONGEST).trim()),
  kind: z.enum(SEARCH_KINDS).optional().catch(undefined),
  after: z
    .string()
    .regex(/^\d{1,4}$/)
    .optional()
    .catch(undefined),
})
export type SearchQuery = z.output<typeof searchQuery>
