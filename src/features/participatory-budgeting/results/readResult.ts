import { may } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { type Municipality, placesOf } from '#features/municipalities/rules/unit.ts'
import type { App } from '#src/app.ts'
import { publishablePots } from '../ballots/rules/publishing.ts'
import { readFrozen } from '../cycles/readCycle.ts'
import type { Cycle } from '../cycles/rules/cycle.ts'
import type { Frozen, FrozenContent } from '../cycles/rules/frozen.ts'
import { readPaperCounts } from '../paper/readPaperBallots.ts'
import { hashedBy, readReadiness, signedText } from './countCycle.ts'
import { type PaperTurnout, paperTurnout } from './rules/paperTurnout.ts'
import type { Readiness } from './rules/readiness.ts'
import { sha256OfText } from './rules/resultHash.ts'
import {
  type Signature,
  selectAnnouncement,
  selectCounts,
  selectInput,
  selectSignatures,
  type StoredCount,
} from './store/results.ts'

export interface Pot {
  readonly area: FrozenContent['areas'][number]
  readonly count: StoredCount
  /** Its ballots and numbers may be published; where there are few they would tell how people voted, and only who won is shown. */
  readonly shown: boolean
}

export interface PbResult {
  readonly resultSha256: string
  /** What that hash is of, so that anybody can compute it. */
  readonly signedText: string
  /** The rules, projects and prices that were counted by. */
  readonly frozen: Frozen
  readonly pots: readonly Pot[]
  readonly signatures: readonly Signature[]
  readonly seed: string | undefined
  /** Of paper, where there are enough of it. */
  readonly paper: PaperTurnout | undefined
}

/** The announced result of a cycle; undefined before the last signature. */
export async function readResult(app: App, cycle: Cycle): Promise<(PbResult & { announcedAt: Date }) | undefined> {
  const announced = await selectAnnouncement(app.store.read, cycle.id)
  const result = announced && (await gathered(app, cycle))
  return result && { ...result, ...announced }
}

async function gathered(app: App, cycle: Cycle): Promise<PbResult | undefined> {
  const [counts, signatures, chain] = [
    await selectCounts(app.store.read, cycle.id),
    await selectSignatures(app.store.read, cycle.id),
    await readFrozen(app, cycle.id),
  ]
  const frozen = chain.find(one => one.sha256 === counts[0]?.frozenSha256)
  if (!frozen) return undefined
  const { published } = publishablePots(
    counts.map(one => ({ id: one.pot, ballots: one.told.voters })),
    frozen.content.rules.publish.leastBallots,
  )
  const pots = frozen.content.areas.flatMap((area): Pot[] => {
    const count = counts.find(one => one.pot === area.id)
    return count ? [{ area, count, shown: published.includes(area.id) }] : []
  })
  const paper = paperTurnout((await readPaperCounts(app, cycle.id)).areas, {
    voters: counts.reduce((sum, one) => sum + one.told.voters, 0),
    least: frozen.content.rules.publish.leastBallots,
  })
  const signed = signedText(app, hashedBy(frozen), counts)
  return { resultSha256: sha256OfText(signed), signedText: signed, frozen, pots, signatures, seed: counts[0]?.seed, paper }
}

/** The `.pb` file of a pot as it was counted, once announced and where its ballots may be published. */
export async function readPbFile(app: App, cycle: Cycle, pot: string): Promise<string | undefined> {
  const result = await readResult(app, cycle)
  return result?.pots.some(one => one.shown && one.area.id === pot) ? selectInput(app.store.read, cycle.id, pot) : undefined
}

export interface OfficeCount {
  readonly ready: Readiness
  readonly announcedAt: Date | undefined
  /** Only for those who count or sign, until it is announced. */
  readonly result: PbResult | undefined
  readonly counted: boolean
  readonly mayCount: boolean
  readonly maySign: boolean
  readonly signedByMe: boolean
}

/** The count as the office sees it: everybody there how far it is, the commission what came out. */
export async function readOfficeCount(app: App, viewer: Viewer, municipality: Municipality, cycle: Cycle): Promise<OfficeCount> {
  const within = placesOf(municipality)
  const announced = await selectAnnouncement(app.store.read, cycle.id)
  const result = await gathered(app, cycle)
  const maySign = may(viewer, 'count.sign', within)
  const account = viewer.kind === 'account' ? viewer.accountId : undefined
  return {
    ready: await readReadiness(app, cycle),
    announcedAt: announced?.announcedAt,
    result: maySign || announced ? result : undefined,
    counted: result !== undefined,
    mayCount: may(viewer, 'count.run', within) && cycle.state === 'published' && !announced,
    maySign: maySign && viewer.kind === 'account' && !announced,
    signedByMe: result?.signatures.some(one => one.accountId === account) ?? false,
  }
}
