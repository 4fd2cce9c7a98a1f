import { z } from 'zod'
import { canonicalJson } from '../../cycles/rules/frozen.ts'

/** What is inside an envelope. Receipt, cycle and pot stand there too, so that an envelope moved to another row is found. */
export const envelopeContent = z.object({
  cycle: z.string(),
  pot: z.string(),
  receipt: z.string(),
  /** Empty for a blank ballot. As `checkBallot` answers them. */
  choices: z.array(z.object({ project: z.string(), points: z.number().int().optional() })),
  /** In which of a few orders the projects were shown. */
  rotation: z.number().int().min(0),
  /** Base64url; of the fingerprint. */
  salt: z.string(),
})
export type EnvelopeContent = z.infer<typeof envelopeContent>

/** The text that is sealed. */
export const envelopeText = (content: EnvelopeContent): string => canonicalJson(content)

/** What an opened text says; undefined where it is no ballot. */
export function readEnvelopeText(text: string): EnvelopeContent | undefined {
  try {
    return envelopeContent.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
