import { createHash } from 'node:crypto'
import { canonicalJson } from '../../cycles/rules/frozen.ts'

/** What a signature is over: the rules, and of each pot the ballots that were counted, the public value and what came out. */
export function resultText(asked: {
  readonly cycleId: string
  readonly frozenSha256: string
  readonly pots: readonly {
    readonly pot: string
    readonly inputSha256: string
    readonly seed?: string | undefined
    readonly winners: readonly string[]
  }[]
}): string {
  const pots = asked.pots
    .map(({ pot, inputSha256, seed, winners }) => ({ pot, inputSha256, seed, winners }))
    .sort((a, b) => (a.pot < b.pot ? -1 : 1))
  return canonicalJson({ format: 'ashar-result/1', cycle: asked.cycleId, frozen: asked.frozenSha256, pots })
}

export const sha256OfText = (text: string): string => createHash('sha256').update(text).digest('hex')
export const resultHash = (asked: Parameters<typeof resultText>[0]): string => sha256OfText(resultText(asked))
