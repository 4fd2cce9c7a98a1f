import { z } from 'zod'

/**
 * A ballot between the check step and the box, as it travels in the form, sealed for this portal only. Its secret is drawn
 * with it: the same form sent again is the same ballot, with the same receipt, and other choices are another one.
 */
export const candidate = z.object({
  cycleId: z.string(),
  areaId: z.string(),
  /** Of the voter it was made for: a hash, so that the form tells nothing of the roll. */
  voter: z.string(),
  secret: z.string(),
  choices: z.array(z.object({ project: z.string(), points: z.number().int().optional() })),
  rotation: z.number().int().min(0),
  /** Of the fingerprint; none where votes may be changed. */
  salt: z.string(),
  /** The envelope as it goes into the box: sealed once, so that a form sent again can be told by it. */
  sealed: z.string(),
  /** Of a changed vote: hash of the envelope that it replaces, so that no earlier form overwrites a later one. */
  over: z.string().optional(),
  /** Milliseconds; worthless from then on. */
  until: z.number().int(),
})
export type Candidate = z.infer<typeof candidate>

/** From the check step to the box. */
export const CANDIDATE_MS = 30 * 60_000
