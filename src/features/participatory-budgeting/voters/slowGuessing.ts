import { createHmac } from 'node:crypto'
import { senderNetwork } from '#platform/http/client.ts'
import type { App } from '#src/app.ts'
import { FORGOTTEN_MS, guessDelay, MOST_WAITING } from './rules/guessing.ts'

interface Guesses {
  count: number
  lastAt: number
  waiting: number
}

const MOST_SENDERS = 20_000
// In memory only, and hashed: no address is kept, and a restart forgets them all.
const bySender = new Map<string, Guesses>()

/**
 * Holds the answer to a wrong code back, longer with each of a sender's; right codes never come here, since a village may share
 * one address. Answers how long it waited and how long
 * the next would, in seconds, or after how many to come back where too many wait already.
 */
export async function slowGuessing(
  app: App,
  sender: string,
  wait: (ms: number) => Promise<unknown>,
): Promise<{ readonly held: number; readonly next: number } | { readonly comeBack: number }> {
  const key = createHmac('sha256', app.serverKey('senders of wrong codes')).update(senderNetwork(sender)).digest('base64url')
  const now = app.now().getTime()
  const before = bySender.get(key)
  const fresh = !before || (before.waiting === 0 && now - before.lastAt > FORGOTTEN_MS)
  const guesses = fresh ? { count: 0, lastAt: 0, waiting: 0 } : before
  guesses.count += 1
  guesses.lastAt = now
  // The one that guessed last moves to the end; the first of the map was quiet for longest.
  bySender.delete(key)
  bySender.set(key, guesses)
  if (bySender.size > MOST_SENDERS) bySender.delete(bySender.keys().next().value ?? '')
  const delay = guessDelay(guesses.count)
  const told = { held: delay / 1000, next: guessDelay(guesses.count + 1) / 1000 }
  if (delay === 0) return told
  if (guesses.waiting >= MOST_WAITING) return { comeBack: Math.ceil(delay / 1000) }
  guesses.waiting += 1
  try {
    await wait(delay)
  } finally {
    guesses.waiting -= 1
  }
  return told
}
