/** Ballots of all polling points together. */
export interface PaperTurnout {
  readonly handedOut: number
  readonly valid: number
  readonly blank: number
  readonly spoiled: number
}

/**
 * What is published of paper: handed out, valid, blank and spoiled over all polling points; undefined without polling points, and
 * where those who voted on paper, or those who did not, are fewer than `least`: by subtracting from what pots publish one would
 * learn how many of a few people left their ballot blank.
 */
export function paperTurnout(
  areas: readonly PaperTurnout[],
  { voters, least }: { readonly voters: number; readonly least: number },
): PaperTurnout | undefined {
  const sum = (of: keyof PaperTurnout) => areas.reduce((all, one) => all + one[of], 0)
  const [valid, blank, spoiled] = [sum('valid'), sum('blank'), sum('spoiled')]
  const elsewhere = voters - valid - blank
  if (areas.length === 0 || valid + blank + spoiled < Math.max(1, least) || (elsewhere > 0 && elsewhere < least)) return undefined
  return { handedOut: sum('handedOut'), valid, blank, spoiled }
}
