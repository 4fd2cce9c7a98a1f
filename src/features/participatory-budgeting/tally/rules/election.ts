import type { Decimal } from './decimal.ts'

export const VOTE_TYPES = ['approval', 'choose-1', 'ordinal', 'cumulative', 'scoring'] as const
export type VoteType = (typeof VOTE_TYPES)[number]

/** Further columns of a row by their heading, kept so that they can be written back. */
export type Others = ReadonlyMap<string, string>

export interface PbProject {
  readonly id: string
  readonly cost: Decimal
  readonly others: Others
}
export interface PbVote {
  readonly voter: string
  /** Project ids in the order of the ballot, each once, all known. */
  readonly choices: readonly string[]
  /** One for each choice, where the ballot carries points. */
  readonly points?: readonly Decimal[] | undefined
  readonly others: Others
}

/** What was odd about a file and counted all the same. */
export interface PbWarning {
  readonly line: number
  readonly code:
    | 'vote.unknownProject'
    | 'vote.repeatedProject'
    | 'vote.repeatedVoter'
    | 'vote.empty'
    | 'vote.negativePoints'
    | 'vote.pointsCount'
    | 'meta.voteCount'
    | 'meta.projectCount'
  readonly values: Readonly<Record<string, string | number>>
}

/** An election as a Pabulib file tells it. Ids are text and compared as text. */
export interface Election {
  readonly meta: ReadonlyMap<string, string>
  readonly budget: Decimal
  readonly voteType: VoteType
  readonly projects: readonly PbProject[]
  readonly votes: readonly PbVote[]
  readonly projectColumns: readonly string[]
  readonly voteColumns: readonly string[]
}
