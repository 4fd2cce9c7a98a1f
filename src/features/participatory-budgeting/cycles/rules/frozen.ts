import { z } from 'zod'
import { cycleRules } from './cycleRules.ts'
import { PHASES } from './phases.ts'

const inLanguages = z.object({ ky: z.string(), ru: z.string().optional(), en: z.string().optional() })

/**
 * What is frozen when voting opens, and what its SHA-256 is over: canonical JSON (keys sorted, no spaces). Amounts are whole
 * tyiyn, instants ISO in UTC. Ballots are checked and counts are made from this and from nothing else.
 */
export const frozenContent = z.object({
  format: z.literal('ashar-cycle/1'),
  cycle: z.string(),
  titles: inLanguages,
  municipalities: z.array(z.string()),
  areas: z.array(z.object({ id: z.string(), names: inLanguages, pot: z.number().int(), entitled: z.number().int() })),
  phases: z.array(
    z.object({ kind: z.enum(PHASES), startsAt: z.string(), endsAt: z.string(), onlineEndsAt: z.string().optional() }),
  ),
  rules: cycleRules,
  /** Sorted by id; `area` is missing where a project stands on every area's ballot. */
  projects: z.array(z.object({ id: z.string(), titles: inLanguages, price: z.number().int(), area: z.string().optional() })),
  /** Public key of the ballot box, where anybody votes by code or eID. */
  boxKey: z.string().optional(),
})
export type FrozenContent = z.infer<typeof frozenContent>
export type FrozenProject = FrozenContent['projects'][number]

/** One link of what was frozen: number 1, then each amendment. */
export interface Frozen {
  readonly cycleId: string
  readonly number: number
  readonly content: FrozenContent
  readonly sha256: string
  readonly reason?: string | undefined
  readonly by: string
  readonly at: Date
}

/** What stands on the ballot of an area. */
export const projectsFor = (content: Pick<FrozenContent, 'projects'>, areaId: string): FrozenProject[] =>
  content.projects.filter(one => one.area === undefined || one.area === areaId)

/** JSON with sorted keys and without spaces, so that equal content has equal bytes. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const entries = Object.entries(value).filter(([, one]) => one !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one)}`).join(',')}}`
}
