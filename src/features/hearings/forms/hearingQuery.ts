import { z } from 'zod'
import { HEARING_KINDS } from '../rules/hearing.ts'
import { TOTALS_BY } from '../rules/totals.ts'

/** What the list of the country is asked for; what cannot be read is left out. */
export const hearingQuery = z.object({
  when: z.enum(['coming', 'past', 'all']).catch('coming'),
  kind: z.enum(HEARING_KINDS).optional().catch(undefined),
  place: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .optional()
    .catch(undefined),
  after: z
    .string()
    .regex(/^[\w-]{1,40}$/)
    .optional()
    .catch(undefined),
  by: z.enum(TOTALS_BY).catch('oblast'),
  year: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined),
})
export type HearingQuery = z.output<typeof hearingQuery>

/** The same as an address; what is usual is left out. */
export function queryOf(query: Partial<HearingQuery>): string {
  const usual: Partial<Record<string, string>> = { when: 'coming', by: 'oblast' }
  const given = Object.entries(query).flatMap(([key, value]) =>
    value === undefined || String(value) === usual[key] ? [] : [[key, String(value)] as const],
  )
  const text = new URLSearchParams(given.map(([key, value]) => [key, value])).toString()
  return text && `?${text}`
}

/** What the API's list is asked for; what cannot be read is refused. */
export const hearingSearch = z.object({
  when: z.enum(['coming', 'past', 'all'], 'api.when').default('all'),
  kind: z.enum(HEARING_KINDS, 'api.kind').optional(),
  municipality: z
    .string()
    .regex(/^[\w-]{1,64}$/, 'api.municipality')
    .optional(),
})
