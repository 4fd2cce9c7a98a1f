import type { Writing } from '#db/store.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, errs, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { officeCycle } from '../cycles/officeCycle.ts'
import type { Cycle } from '../cycles/rules/cycle.ts'
import { closeVoterChange } from './closeVoterChange.ts'
import { rollKey, type RollKey } from './rollKey.ts'
import { readSerial } from './rules/batch.ts'
import { codesOpen, marksOf, type Mark, paperOpen } from './rules/polling.ts'
import { handCode, selectBySerial, voidUnspent } from './store/codes.ts'
import { movePerson, personByNumber } from './store/localRoll.ts'
import { votePerson } from './store/roll.ts'
import { reasonOf } from './voidCode.ts'

interface Asked {
  readonly cycleId: string
  /** In the local roll. */
  readonly number: string
}
type Done = Result<{ areaId: string }>
/** The keyed hash that ties a code to who holds it, for whoever names both. */
const holderOf = (key: RollKey, serial: string, personKey: string): string => key('holder', `${serial}\n${personKey}`)

/** Runs one change of a person's mark for who may check voters, and writes the trail without saying whose it was. */
async function change(
  app: App,
  viewer: Viewer,
  cycleId: string,
  what: { readonly action: string; readonly reason: string; readonly open: (cycle: Cycle) => Result<void> },
  work: (tx: Writing, cycle: Cycle, key: RollKey) => Promise<Result<{ areaId: string; serial?: string }>>,
): Promise<Done> {
  const found = await officeCycle(app, viewer, cycleId, 'voters.check')
  if (!found.ok) return found
  const { cycle, municipality } = found.value
  const open = what.open(cycle)
  if (!open.ok) return open
  const key = rollKey(app, cycle.id)
  if (!key) return err('roll.keyGone')
  return app.store.write(async (tx): Promise<Done> => {
    const done = await work(tx, cycle, key)
    if (!done.ok) return done
    const { areaId, serial } = done.value
    await closeVoterChange(tx, viewer, cycle, {
      ...{ at: app.now(), action: what.action, reason: what.reason },
      detail: { municipality: municipality.id, area: areaId, ...(serial ? { serial } : {}) },
    })
    return ok({ areaId })
  })
}

/** Marks that somebody of the roll was handed a code: from then on they vote with it and with nothing else. */
export function handCodeTo(app: App, viewer: Viewer, asked: Asked & { readonly serial: string }): Promise<Done> {
  const serial = readSerial(asked.serial)
  const what = {
    action: 'voters.codeHanded',
    reason: 'a code was handed out',
    open: (cycle: Cycle) => codesOpen(cycle, app.now()),
  }
  return change(app, viewer, asked.cycleId, what, (tx, cycle, key) =>
    serial
      ? handOne(tx, cycle, key, { line: 1, number: asked.number, serial }, false)
      : Promise.resolve(err('code.serial', { path: 'serial' })),
  )
}

async function handOne(
  tx: Writing,
  cycle: Cycle,
  key: RollKey,
  mark: Mark,
  spentToo: boolean,
): Promise<Result<{ areaId: string; serial: string }>> {
  const { line, number, serial = '' } = mark
  const values = { line, number, serial }
  const person = await personByNumber(tx, cycle.id, number)
  if (!person) return err('roll.unknown', { path: 'number', values })
  const code = await selectBySerial(tx, cycle.id, serial)
  if (!code) return err('code.serialUnknown', { path: 'serial', values })
  if (code.areaId !== person.areaId) return err('code.otherArea', { path: 'serial', values })
  const who = { cycleId: cycle.id, key: person.key }
  if (!(await movePerson(tx, who, { states: ['entitled', 'started'] }, { state: 'handed', channel: null })))
    return err(person.state === 'voted' ? 'roll.voted' : 'roll.hasCode', { path: 'number', values })
  const to = { holder: holderOf(key, serial, person.key), sex: person.sex, ageBand: person.ageBand }
  if (await handCode(tx, { cycleId: cycle.id, serial }, to, spentToo)) return ok({ areaId: person.areaId, serial })
  return err(code.holder ? 'code.handed' : code.state === 'void' ? 'code.void' : 'code.spent', { path: 'serial', values })
}

/** Voids the code that somebody of the roll holds, where it is theirs and unspent: they may vote another way then. */
export function freePerson(
  app: App,
  viewer: Viewer,
  asked: Asked & { readonly serial: string; readonly reason?: string | undefined },
): Promise<Done> {
  const [serial, reason] = [readSerial(asked.serial), reasonOf(asked.reason)]
  const what = {
    action: 'voters.codeTakenBack',
    reason: reason ?? '',
    open: () => (reason ? ok() : err('voter.reason', { path: 'reason' })),
  }
  return change(app, viewer, asked.cycleId, what, async (tx, cycle, key) => {
    const person = await personByNumber(tx, cycle.id, asked.number)
    if (!person) return err('roll.unknown', { path: 'number' })
    const code = serial ? await selectBySerial(tx, cycle.id, serial) : undefined
    if (!serial || !code) return err(serial ? 'code.serialUnknown' : 'code.serial', { path: 'serial' })
    if (code.holder !== holderOf(key, serial, person.key)) return err('code.notTheirs', { path: 'serial' })
    if (!(await voidUnspent(tx, cycle.id, serial, undefined))) return err('code.spent', { path: 'serial' })
    const who = { cycleId: cycle.id, key: person.key }
    if (!(await movePerson(tx, who, { states: ['handed'] }, { state: 'entitled', channel: null })))
      throw new Error('a holder without a code')
    return ok({ areaId: person.areaId, serial })
  })
}

/** Marks that somebody of the roll was handed a paper ballot, which is to have voted. */
export function handPaper(app: App, viewer: Viewer, asked: Asked): Promise<Done> {
  const open = (cycle: Cycle) => paperOpen(cycle, app.now(), false)
  const what = { action: 'voters.paperHanded', reason: 'a paper ballot was handed out', open }
  return change(app, viewer, asked.cycleId, what, (tx, cycle) => paperOne(tx, cycle, { line: 1, number: asked.number }))
}

async function paperOne(tx: Writing, cycle: Cycle, { line, number }: Mark): Promise<Result<{ areaId: string }>> {
  const person = await personByNumber(tx, cycle.id, number)
  const values = { line, number }
  if (!person) return err('roll.unknown', { path: 'number', values })
  const { key, areaId } = person
  if (await votePerson(tx, { cycleId: cycle.id, key, areaId }, 'paper')) return ok({ areaId })
  return err(person.state === 'handed' ? 'roll.hasCode' : 'roll.voted', { path: 'number', values })
}

/** Takes back the mark of a paper ballot that was not handed out after all; one that voted with an eID cannot be unmarked. */
export function undoPaper(app: App, viewer: Viewer, asked: Asked & { readonly reason?: string | undefined }): Promise<Done> {
  const reason = reasonOf(asked.reason)
  const open = (cycle: Cycle) => (reason ? paperOpen(cycle, app.now(), true) : err('voter.reason', { path: 'reason' }))
  return change(app, viewer, asked.cycleId, { action: 'voters.paperUndone', reason: reason ?? '', open }, async (tx, cycle) => {
    const person = await personByNumber(tx, cycle.id, asked.number)
    if (!person) return err('roll.unknown', { path: 'number' })
    const who = { cycleId: cycle.id, key: person.key }
    if (!(await movePerson(tx, who, { states: ['voted'], channel: 'paper' }, { state: 'entitled', channel: null })))
      return err('roll.nothingToUndo', { path: 'number' })
    return ok({ areaId: person.areaId })
  })
}

/**
 * Enters what lists on paper say: who was handed which code (the hand-out list), or who was handed a paper ballot (the marked roll).
 * All lines, or none and the first that cannot be.
 */
export async function enterMarks(
  app: App,
  viewer: Viewer,
  asked: { readonly cycleId: string; readonly kind: 'code' | 'paper'; readonly marks: string },
): Promise<Result<{ count: number }>> {
  const found = await officeCycle(app, viewer, asked.cycleId, 'voters.check')
  if (!found.ok) return found
  const { cycle, municipality } = found.value
  const at = app.now()
  if (asked.kind === 'code' && !cycle.rules.vote.channels.code) return err('code.off')
  const open = asked.kind === 'paper' ? paperOpen(cycle, at, true) : ok()
  if (!open.ok) return open
  const key = rollKey(app, cycle.id)
  if (!key) return err('roll.keyGone')
  const marks = marksOf(asked.marks, asked.kind, readSerial)
  if (!marks.ok) return marks
  return app.store.write(async (tx): Promise<Result<{ count: number }>> => {
    for (const mark of marks.value) {
      const done = asked.kind === 'paper' ? await paperOne(tx, cycle, mark) : await handOne(tx, cycle, key, mark, true)
      // Which line it is comes first, then why, in the words of a single mark.
      if (!done.ok)
        return errs([
          { code: 'roll.mark.at', path: 'marks', values: { line: mark.line, number: mark.number } },
          { ...done.refusals[0], path: 'marks' },
        ])
    }
    await closeVoterChange(tx, viewer, cycle, {
      ...{ at, action: 'voters.marksEntered', reason: 'marks were entered from a list on paper' },
      detail: { municipality: municipality.id, kind: asked.kind, marks: marks.value.length },
    })
    return ok({ count: marks.value.length })
  })
}
