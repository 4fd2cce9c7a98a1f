import { z } from 'zod'
import { UNIT_KINDS } from '../rules/unit.ts'

const names = z.object({ ky: z.string(), ru: z.string(), en: z.string() })
const unitRef = z.object({ id: z.string(), slug: z.string(), names })

/** A municipality as the API gives it. */
export const municipalityAnswer = z
  .object({
    id: z.string(),
    slug: z.string().meta({ description: 'Its part in addresses', example: 'myrza-ake' }),
    soate: z.string().nullable(),
    kind: z.enum(UNIT_KINDS),
    names,
    raion: unitRef.nullable(),
    oblast: unitRef.nullable(),
    population: z.int().optional(),
    populationDate: z.string().nullable().optional(),
    lat: z.number().optional(),
    lon: z.number().optional(),
    standing: z.enum(['confirmed', 'check']),
    endedOn: z.string().optional(),
  })
  .meta({ id: 'Municipality' })
