import { recordAudit } from '#features/audit/recordAudit.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { officeStation, rulesFor, type Which } from './officeStation.ts'
import { type Entry, type Keyed, MOST_NUMBER, numberedProjects, type Outcome, outcomeOf, standingOf } from './rules/keying.ts'
import { whyNotKeyed } from './rules/station.ts'
import { insertEntry, replaceEntry, selectBallotEntries } from './store/entries.ts'
import { lockStation } from './store/stations.ts'

export interface KeyingAsked extends Keyed, Which {
  readonly number: number
  /** Names this keying, so that what is sent twice is kept once. */
  readonly entryKey?: string | undefined
  /** Puts it in the place of what the same person keyed under this number before. */
  readonly replace?: boolean | undefined
}

export interface KeyedBallot {
  readonly number: number
  readonly outcome: Outcome
  /** It had come before. */
  readonly again: boolean
}

/**
 * Keeps what one person reads on one paper ballot: the first or the second keying of its number, whichever is open. What is
 * over a limit is kept as it is, and the answer says why it counts as spoiled. Refuses a second keying by the same person
 * (`paper.keyedByYou`, unless it corrects the first and is not settled), a third one (`paper.keyedTwice`), and what the
 * form itself contradicts.
 */
export async function keyBallot(app: App, viewer: Viewer, asked: KeyingAsked): Promise<Result<KeyedBallot>> {
  const found = await officeStation(app, viewer, asked, 'paper.key')
  if (!found.ok) return found
  const { cycle, station, frozen } = found.value
  const rules = rulesFor(frozen, station.areaId)
  if (cycle.state === 'cancelled') return err('cycle.cancelled')
  const refused = whyNotKeyed(station, cycle.phases, rules !== undefined, app.now())
  if (refused || !rules) return err(refused ?? 'paper.notFrozen')
  const keyed = soundKeying(asked, new Set(numberedProjects(frozen, station.areaId).map(one => one.project.id)))
  if (!keyed.ok) return keyed
  const [me, at, { number }] = [actorOf(viewer), app.now(), asked]
  const outcome = outcomeOf(keyed.value, rules)
  return app.store.write(async (tx): Promise<Result<KeyedBallot>> => {
    const now = await lockStation(tx, station.id)
    if (!now) return err('station.unknown')
    if (now.signedAt) return err('paper.signed')
    const last = now.figures?.inUrn ?? MOST_NUMBER
    if (number < 1 || number > last) return err('paper.numberBeyond', { path: 'number', values: { last } })
    const entries = await selectBallotEntries(tx, station.id, number)
    const mine = entries.find(one => one.keyedBy === me)
    if (mine && asked.entryKey !== undefined && mine.entryKey === asked.entryKey)
      return ok({ number, outcome: outcomeOf(mine, rules), again: true })
    if (mine && !asked.replace) return err('paper.keyedByYou', { path: 'number', values: { number } })
    if (mine && standingOf(entries, rules).state === 'settled')
      return err('paper.settled', { path: 'number', values: { number } })
    const second = entries.some(one => one.entry === 1) ? 2 : 1
    if (!mine && entries.some(one => one.entry === second)) return err('paper.keyedTwice', { path: 'number', values: { number } })
    const entry = mine?.entry ?? second
    const row = { stationId: station.id, number, entry, ...keyed.value, keyedAt: at, entryKey: asked.entryKey ?? null }
    if (mine) await replaceEntry(tx, row, { ...keyed.value, keyedAt: at, entryKey: row.entryKey })
    else await insertEntry(tx, { ...row, keyedBy: me })
    await recordAudit(tx, {
      at,
      actor: me,
      action: mine ? 'paper.keyingCorrected' : 'paper.keyed',
      subject: { type: 'pbStation', id: station.id },
      reason: mine ? 'it was read or typed wrong' : 'a paper ballot was read',
      // A number was given after mixing and says nothing about a voter; what a correction replaced stays known.
      detail: { cycle: cycle.id, number, entry, ...(mine ? { was: written(mine), is: written(keyed.value) } : {}) },
    })
    return ok({ number, outcome, again: false })
  })
}

/** A keying as the trail keeps it. */
export const written = ({ verdict, choices }: Pick<Entry, 'verdict' | 'choices'>): string =>
  [verdict, ...choices.map(one => (one.points === undefined ? one.project : `${one.project}=${one.points}`))].join(' ')

/** A keying without contradictions: `blank` marks nothing, `valid` something, each project once. */
export function soundKeying({ verdict, choices }: Keyed, known: ReadonlySet<string>): Result<Keyed> {
  if (verdict === 'spoiled') return ok({ verdict, choices: [] })
  if (choices.some(one => !known.has(one.project))) return err('paper.unknownProject', { path: 'marks' })
  if (new Set(choices.map(one => one.project)).size < choices.length) return err('paper.markedTwice', { path: 'marks' })
  if (verdict === 'blank' && choices.length > 0) return err('paper.blankMarked', { path: 'verdict' })
  if (verdict === 'valid' && choices.length === 0) return err('paper.nothingMarked', { path: 'marks' })
  return ok({ verdict, choices })
}
