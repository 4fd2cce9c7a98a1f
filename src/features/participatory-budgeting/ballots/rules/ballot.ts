import type { BallotChoice } from '#db/schema/ballotBox.ts'

export type { BallotChoice }

/** What a voter chose, in the order chosen: a ranking's first is the most wanted. Empty: a blank ballot, which counts as a voter. */
export type BallotChoices = readonly BallotChoice[]
