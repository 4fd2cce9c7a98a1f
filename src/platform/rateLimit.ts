import { createHash, randomBytes } from 'node:crypto'
import { senderNetwork } from './http/client.ts'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

export type RateLimit = {
  /** Takes one point for this sender; answers undefined, or after how many seconds to come back. */
  readonly take: (sender: string) => Promise<number | undefined>
}

// Addresses are kept only as keyed hashes, and only in memory.
const salt = randomBytes(16)
const hashed = (sender: string) => createHash('sha256').update(salt).update(senderNetwork(sender)).digest('base64url')

/** `points` in each window of `seconds` for one sender, counted in this process. */
export function rateLimit(points: number, seconds: number): RateLimit {
  const limiter = new RateLimiterMemory({ points, duration: seconds })
  return {
    take: async sender => {
      try {
        await limiter.consume(hashed(sender))
        return undefined
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000))
        throw refused
      }
    },
  }
}
