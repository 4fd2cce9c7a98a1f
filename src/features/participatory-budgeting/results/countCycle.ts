import { createHmac } from 'node:crypto'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { readClosing, readOpened } from '../ballots/readOpened.ts'
import type { BallotChoices } from '../ballots/rules/ballot.ts'
import { publishablePots } from '../ballots/rules/publishing.ts'
import { closeCycleChange, officeCycle } from '../cycles/officeCycle.ts'
import { readFrozen } from '../cycles/readCycle.ts'
import type { Cycle } from '../cycles/rules/cycle.ts'
import type { Frozen } from '../cycles/rules/frozen.ts'
import { readPaperBallots, readPaperCounts } from '../paper/readPaperBallots.ts'
import { countElection } from '../tally/countElection.ts'
import { warningText } from '../tally/pbWords.ts'
import type { Count } from '../tally/rules/counting.ts'
import { profileOf } from '../tally/rules/profile.ts'
import { writePb } from '../tally/writePb.ts'
import { countingRules } from './rules/counting.ts'
import { pbElection } from './rules/pbElection.ts'
import { missingOf, type Readiness, readinessOf } from './rules/readiness.ts'
import { resultText, sha256OfText } from './rules/resultHash.ts'
import { tell } from './rules/tell.ts'
import type { Told } from './rules/told.ts'
import {
  deleteSignatures,
  holdCounts,
  replaceCounts,
  selectAnnouncement,
  selectCounts,
  selectSignatures,
} from './store/results.ts'

const LONGEST_SEED = 200

interface PotCounted {
  readonly pot: string
  readonly input: string
  readonly outcome: Count
  readonly told: Told
}

/** Whether a cycle may be counted, and what is missing. */
export async function readReadiness(app: App, cycle: Cycle): Promise<Readiness> {
  const [frozen, closing, paper] = [
    await readFrozen(app, cycle.id),
    await readClosing(app, cycle.id),
    await readPaperCounts(app, cycle.id),
  ]
  return readinessOf(cycle, { now: app.now(), frozen: frozen.length > 0, closing, paper })
}

/**
 * Counts every pot of a cycle by its frozen rules, from the opened box and the settled paper, and keeps what was counted with
 * what came out. Refuses while anything of it is not there (`result.wait.…`), where a lot is needed and no public value was given
 * (`result.seedNeeded`), and once the result is announced. Counting again takes the place of the count before; signatures under
 * another result are dropped, with a trace.
 */
export async function countCycle(
  app: App,
  viewer: Viewer,
  asked: { readonly cycleId: string; readonly seed?: string | undefined },
): Promise<Result<{ resultSha256: string }>> {
  const found = await officeCycle(app, viewer, asked.cycleId, 'count.run')
  if (!found.ok) return found
  const { cycle, municipality } = found.value
  const seed = asked.seed?.trim() || undefined
  if (seed && (seed.length > LONGEST_SEED || /\p{Cc}/u.test(seed))) return err('result.seedText', { path: 'seed' })
  const missing = missingOf(await readReadiness(app, cycle))
  if (missing) return err(missing)
  const [frozen] = await readFrozen(app, cycle.id)
  if (!frozen) return err('result.wait.frozen')
  const counted = await countPots(app, { frozen, municipality, seed })
  // The lot is drawn only where nothing else decides; then it must come from a value that nobody could choose.
  if (!seed && counted.some(({ outcome }) => outcome.lotDrawn || outcome.ties.some(tie => tie.by === 'lot')))
    return err('result.seedNeeded', { path: 'seed' })
  const hash = hashOf(app, hashedBy(frozen), counted)
  const at = app.now()
  return app.store.write(async (tx): Promise<Result<{ resultSha256: string }>> => {
    await holdCounts(tx, cycle.id)
    if (await selectAnnouncement(tx, cycle.id)) return err('result.announced')
    const before = await selectCounts(tx, cycle.id)
    const signatures = (await selectSignatures(tx, cycle.id)).filter(one => one.resultSha256 !== hash)
    await replaceCounts(
      tx,
      cycle.id,
      counted.map(({ pot, input, outcome, told }) => ({
        ...{ id: app.newId(), cycleId: cycle.id, pot, input, outcome, told, seed: seed ?? null, countedAt: at },
        ...{ inputSha256: outcome.inputSha256, frozenSha256: frozen.sha256 },
      })),
    )
    if (signatures.length > 0) await deleteSignatures(tx, cycle.id)
    await closeCycleChange(tx, viewer, cycle, {
      at,
      action: before.length > 0 ? 'result.recounted' : 'result.counted',
      reason: signatures.length > 0 ? 'another result: signatures are dropped' : 'the ballots are counted',
      detail: { result: hash, seed: seed ?? null, signaturesDropped: signatures.map(one => one.name).join(', ') || null },
    })
    return ok({ resultSha256: hash })
  })
}

/** The hash that counting now with the same public value would give; undefined where it cannot be counted now. */
export async function hashNow(
  app: App,
  { cycle, municipality }: { readonly cycle: Cycle; readonly municipality: Municipality },
  seed: string | undefined,
): Promise<string | undefined> {
  if (missingOf(await readReadiness(app, cycle))) return undefined
  const [frozen] = await readFrozen(app, cycle.id)
  return frozen && hashOf(app, hashedBy(frozen), await countPots(app, { frozen, municipality, seed }))
}

export const hashedBy = ({ cycleId, sha256: frozenSha256, content }: Frozen) => ({
  ...{ cycleId, frozenSha256 },
  leastBallots: content.rules.publish.leastBallots,
})

/**
 * What is signed and published. Of a pot whose ballots are withheld it holds a hash under a key of this portal: everything else in that
 * file is public, so of few ballots anybody could try all there could be until the hash fits.
 */
export function signedText(
  app: App,
  by: { readonly cycleId: string; readonly frozenSha256: string; readonly leastBallots: number },
  pots: readonly { readonly pot: string; readonly outcome: Count; readonly told: Pick<Told, 'voters'> }[],
): string {
  const { cycleId, frozenSha256, leastBallots } = by
  const { withheld } = publishablePots(
    pots.map(one => ({ id: one.pot, ballots: one.told.voters })),
    leastBallots,
  )
  const keyed = (sha256: string): string =>
    createHmac('sha256', app.serverKey(`withheld ballots of ${cycleId}`))
      .update(sha256)
      .digest('hex')
  return resultText({
    ...{ cycleId, frozenSha256 },
    pots: pots.map(({ pot, outcome: { inputSha256, seed, winners } }) => ({
      ...{ pot, seed, winners },
      inputSha256: withheld.includes(pot) ? keyed(inputSha256) : inputSha256,
    })),
  })
}
export const hashOf = (...asked: Parameters<typeof signedText>): string => sha256OfText(signedText(...asked))

async function countPots(
  app: App,
  asked: { readonly frozen: Frozen; readonly municipality: Municipality; readonly seed: string | undefined },
): Promise<PotCounted[]> {
  const { content } = asked.frozen
  const [opened, paper] = [await readOpened(app, content.cycle), await readPaperBallots(app, content.cycle)]
  const rules = countingRules(content.rules.count, asked.seed)
  return content.areas.map(({ id: pot }) => {
    const ballots: BallotChoices[] = [
      ...(opened?.ballots ?? []).filter(one => one.pot === pot).map(one => one.choices),
      ...paper.filter(one => one.areaId === pot).map(one => one.choices),
    ]
    const election = pbElection({ content, areaId: pot, ballots, unit: asked.municipality.names.en })
    const input = writePb(election)
    // Counted from the very bytes that are published, as anybody will who repeats it.
    const outcome = countElection(new TextEncoder().encode(input), rules, warningText)
    if (!outcome.ok) throw new Error(`the portal cannot read its own ballots: ${JSON.stringify(outcome.refusals)}`)
    return { pot, input, outcome: outcome.value, told: tell(profileOf(election), rules) }
  })
}
