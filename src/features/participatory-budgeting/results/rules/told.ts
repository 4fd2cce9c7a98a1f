import { z } from 'zod'

const whole = z.number().int()

/** Why a project is not funded. Amounts in tyiyn. */
const reason = z.discriminatedUnion('kind', [
  /** Equal shares: its supporters had too little left; `left` is what the pot had at the end. */
  z.object({ kind: z.literal('shares'), had: whole, missing: whole, left: whole }),
  /** In the order of votes its turn came when so much was left. */
  z.object({ kind: z.literal('left'), left: whole }),
  /** The count stopped at a project before it. */
  z.object({ kind: z.literal('stopped'), left: whole }),
  /** Phragmén: what each supporter would have had to bear, and that the count stopped there or before. */
  z.object({ kind: z.literal('load'), load: whole, here: z.boolean(), left: whole }),
  z.object({ kind: z.literal('threshold') }),
  z.object({ kind: z.literal('noSupport') }),
])
export type Reason = z.infer<typeof reason>

/** How a project came to be funded: by its supporters' shares, from what was left, in the order of votes, or by load. */
export const HOW = ['shares', 'filled', 'votes', 'load'] as const
const round = z.object({
  number: whole,
  project: z.string(),
  cost: whole,
  how: z.enum(HOW),
  funded: z.boolean(),
  /** People whose ballot names it. */
  supporters: whole,
  /** Points, where a ballot gives some; else as many as supporters. */
  score: z.string(),
  /** Equal shares: as many as would have paid in full, in tenths. */
  effective: whole.optional(),
  /** What each supporter paid at most for one vote or point; what each bears by now (Phragmén). */
  each: whole.optional(),
  /** Everybody who supports it paid that in full. */
  alike: z.boolean().optional(),
  before: whole,
  after: whole,
})
export type Round = z.infer<typeof round>

/** One project as the result tells of it. */
const story = z.object({
  project: z.string(),
  cost: whole,
  supporters: whole,
  score: z.string(),
  /** Of the round it was funded in. */
  round: whole.optional(),
  reason: reason.optional(),
})
export type Story = z.infer<typeof story>

const otherRule = z.object({
  rule: z.string(),
  winners: z.array(z.string()),
  totalCost: whole,
  represented: whole,
})

/** What a result tells beside the count itself; kept with it. */
export const told = z.object({
  /** Everybody whose ballot counts, blank ones too. */
  voters: whole,
  blank: whole,
  /** Voters with at least one funded project on their ballot. */
  represented: whole,
  /** Equal shares: what each voter could give in the end, in tyiyn, rounded down. */
  share: whole.optional(),
  spent: whole,
  stories: z.array(story),
  rounds: z.array(round),
  others: z.array(otherRule),
})
export type Told = z.infer<typeof told>
