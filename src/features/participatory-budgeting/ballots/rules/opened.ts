import type { SpoiledEnvelope } from '#db/schema/ballotBox.ts'
import type { FrozenContent } from '../../cycles/rules/frozen.ts'
import { canonicalJson } from '../../cycles/rules/frozen.ts'
import type { BallotChoices } from './ballot.ts'
import { checkBallot } from './checkBallot.ts'
import { readEnvelopeText } from './envelope.ts'
import { fingerprintOf } from './receipt.ts'
import { openEnvelope } from './seal.ts'

export type { SpoiledEnvelope }

/** A ballot out of its envelope: numbered anew in its pot, in the order of content. */
export interface OpenedBallot {
  readonly pot: string
  readonly number: number
  readonly choices: BallotChoices
}

interface Envelope {
  readonly receipt: string
  readonly cycleId: string
  readonly pot: string
  readonly fingerprint: string | null
  readonly sealed: string
}
type Held = { readonly choices: BallotChoices; readonly rotation: number } | { readonly code: SpoiledCode }
/** Why an envelope holds no ballot that can be counted. */
export type SpoiledCode = 'unopenable' | 'unreadable' | 'otherPlace' | 'fingerprint' | 'rules'

/**
 * What an envelope holds, checked again: it opens, is the one of this row, its fingerprint is that of its content, and the ballot
 * fits the rules as they were frozen or amended; when it was cast is not known, so any of them will do.
 */
export function openOne(privateKey: Uint8Array, envelope: Envelope, contents: readonly FrozenContent[]): Held {
  const opened = openEnvelope(privateKey, envelope.sealed)
  if (!opened.ok) return { code: 'unopenable' }
  const content = readEnvelopeText(opened.value)
  if (!content) return { code: 'unreadable' }
  if (content.receipt !== envelope.receipt || content.cycle !== envelope.cycleId || content.pot !== envelope.pot)
    return { code: 'otherPlace' }
  const { choices, salt, receipt, rotation } = content
  if (envelope.fingerprint !== null && fingerprintOf(choices, receipt, salt) !== envelope.fingerprint)
    return { code: 'fingerprint' }
  const fits = contents
    .filter(one => one.areas.some(area => area.id === envelope.pot))
    .map(one => checkBallot(choices, one, envelope.pot))
    .find(one => one.ok)
  return fits?.ok ? { choices: fits.value, rotation } : { code: 'rules' }
}

/** Gathers what was in the envelopes, without a way back to them: ballots by pot, in the order of content, numbered anew. */
export class Opening {
  readonly #pots = new Map<string, { text: string; choices: BallotChoices }[]>()
  readonly #rotations = new Map<number, number>()
  readonly #spoiled: SpoiledEnvelope[] = []

  add(privateKey: Uint8Array, envelope: Envelope, contents: readonly FrozenContent[]): void {
    const held = openOne(privateKey, envelope, contents)
    if ('code' in held) {
      this.#spoiled.push({ receipt: envelope.receipt, pot: envelope.pot, code: held.code })
      return
    }
    const pot = this.#pots.get(envelope.pot) ?? []
    this.#pots.set(envelope.pot, pot)
    pot.push({ text: canonicalJson(held.choices), choices: held.choices })
    this.#rotations.set(held.rotation, (this.#rotations.get(held.rotation) ?? 0) + 1)
  }

  get ballots(): OpenedBallot[] {
    const pots = [...this.#pots].sort(([a], [b]) => (a < b ? -1 : 1))
    return pots.flatMap(([pot, ballots]) =>
      ballots
        .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
        .map(({ choices }, at): OpenedBallot => ({ pot, number: at + 1, choices })),
    )
  }

  get rotations(): { rotation: number; count: number }[] {
    return [...this.#rotations].sort(([a], [b]) => a - b).map(([rotation, count]) => ({ rotation, count }))
  }

  get spoiled(): SpoiledEnvelope[] {
    return [...this.#spoiled].sort((a, b) => (a.receipt < b.receipt ? -1 : 1))
  }
}
