import { z } from 'zod'
import { HOW } from '../rules/told.ts'

const som = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .meta({ description: 'Som, as a decimal' })
const names = z.object({ ky: z.string(), ru: z.string().optional(), en: z.string().optional() })

/** One project of a frozen ballot. */
export const projectAnswer = z
  .object({
    id: z.string(),
    titles: names,
    price: som,
    area: z.string().optional().meta({ description: 'Missing where it stands on every area’s ballot' }),
    funded: z.boolean().optional().meta({ description: 'Once the result is announced' }),
    url: z.string(),
  })
  .meta({ id: 'BallotProject' })

/** An announced result. */
export const resultAnswer = z
  .object({
    cycle: z.string(),
    announcedAt: z.iso.datetime(),
    signedBy: z.array(z.string()),
    sha256: z.string().meta({
      description:
        'What was signed: over rules, ballots, public value and winners of all pots; of withheld ballots a hash under a key of the portal',
    }),
    frozenSha256: z.string().meta({ description: 'Of the rules, projects and prices that were counted by' }),
    seed: z.string().optional().meta({ description: 'The public value of the lot' }),
    paper: z
      .object({ handedOut: z.int(), valid: z.int(), blank: z.int(), spoiled: z.int() })
      .optional()
      .meta({ description: 'Ballots of all polling points; missing without any, and where they are few' }),
    pots: z.array(
      z.object({
        area: z.string(),
        names,
        pot: som,
        spent: som,
        winners: z.array(z.string()).meta({ description: 'In the order they were funded' }),
        withheld: z.boolean().meta({ description: 'Few people voted: only who won is told' }),
        voters: z.int().optional(),
        blank: z.int().optional(),
        represented: z.int().optional().meta({ description: 'Voters with a funded project on their ballot' }),
        ballots: z.string().optional().meta({ description: 'Address of the .pb file' }),
        command: z.string().optional().meta({ description: 'Repeats the count of that file' }),
        count: z.looseObject({}).optional().meta({ description: 'As `cli tally --json` prints it' }),
        projects: z
          .array(
            z.object({
              id: z.string(),
              supporters: z.int(),
              score: z.string(),
              round: z.int().optional(),
              how: z.enum(HOW).optional(),
              reason: z
                .looseObject({ kind: z.string() })
                .optional()
                .meta({ description: 'Why it is not funded; amounts in tyiyn' }),
            }),
          )
          .optional(),
        otherRules: z
          .array(z.object({ rule: z.string(), winners: z.array(z.string()), spent: som, represented: z.int() }))
          .optional(),
      }),
    ),
  })
  .meta({ id: 'Result' })

/** List A: what is in the box, and the chain over it. */
export const receiptsListAnswer = z
  .object({
    cycle: z.string(),
    start: z.string(),
    head: z.string().meta({ description: 'Last link of the chain over what is in the box now' }),
    recorded: z.string().meta({ description: 'The same as it was recorded at closing' }),
    links: z.array(z.object({ receipt: z.string(), fingerprint: z.string().optional(), envelope: z.string(), link: z.string() })),
  })
  .meta({ id: 'BoxReceipts' })
