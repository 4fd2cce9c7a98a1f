import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { officeCycle } from '../cycles/officeCycle.ts'
import { keyForWriting } from './issueCodes.ts'
import { readSerial, type Slip } from './rules/batch.ts'
import { CODE_BYTES, newCode } from './rules/code.ts'
import { closeVoterChange } from './closeVoterChange.ts'
import { insertReplacement, nextSerial, selectBySerial, voidBatchCodes, voidUnspent } from './store/codes.ts'

type Refused = 'code.serial' | 'code.serialUnknown' | 'code.spent' | 'code.void' | 'code.hasHolder' | 'voter.reason'
const MOST_REASON = 300
export const reasonOf = (typed: string | undefined): string | undefined => typed?.trim().slice(0, MOST_REASON) || undefined

/**
 * Voids a code by its serial, with a reason; with `reprint` another one is made in its stead and answered in plain letters, once. A
 * code that somebody on the roll holds is voided at the polling point (`freePerson`), where it is known whose it is.
 */
export async function voidCode(
  app: App,
  viewer: Viewer,
  asked: { readonly cycleId: string; readonly serial: string; readonly reason?: string | undefined; readonly reprint: boolean },
): Promise<Result<{ areaId: string; slip: Slip | undefined }>> {
  const found = await officeCycle(app, viewer, asked.cycleId, 'voters.issue')
  if (!found.ok) return found
  const { cycle, municipality } = found.value
  const [serial, reason] = [readSerial(asked.serial), reasonOf(asked.reason)]
  if (!serial) return err<Refused>('code.serial', { path: 'serial' })
  if (!reason) return err<Refused>('voter.reason', { path: 'reason' })
  const key = await keyForWriting(app, cycle.id)
  if (!key.ok) return key
  const code = newCode(app.random(CODE_BYTES))
  const at = app.now()
  return app.store.write(async (tx): Promise<Result<{ areaId: string; slip: Slip | undefined }>> => {
    const before = await selectBySerial(tx, cycle.id, serial)
    if (!before) return err<Refused>('code.serialUnknown', { path: 'serial' })
    if (before.holder) return err<Refused>('code.hasHolder', { path: 'serial' })
    const next = asked.reprint ? await nextSerial(tx, before.batchId) : undefined
    if (!(await voidUnspent(tx, cycle.id, serial, next)))
      return err<Refused>(before.state === 'void' ? 'code.void' : 'code.spent', { path: 'serial' })
    if (next) await insertReplacement(tx, before, { key: key.value('code', code), serial: next })
    await closeVoterChange(tx, viewer, cycle, {
      ...{ at, action: next ? 'voters.codeReprinted' : 'voters.codeVoided', reason },
      detail: { municipality: municipality.id, serial, ...(next ? { replacedBy: next } : {}) },
    })
    return ok({ areaId: before.areaId, slip: next ? { serial: next, code } : undefined })
  })
}

/** Voids what nobody holds and nobody spent of a batch, as when its sheets were lost or never came out of the printer. */
export async function voidBatch(
  app: App,
  viewer: Viewer,
  asked: { readonly cycleId: string; readonly batchId: string; readonly reason?: string | undefined },
): Promise<Result<{ count: number }>> {
  const found = await officeCycle(app, viewer, asked.cycleId, 'voters.issue')
  if (!found.ok) return found
  const { cycle, municipality } = found.value
  const reason = reasonOf(asked.reason)
  if (!reason) return err('voter.reason', { path: 'batchReason' })
  const at = app.now()
  return app.store.write(async (tx): Promise<Result<{ count: number }>> => {
    const count = await voidBatchCodes(tx, cycle.id, asked.batchId)
    if (count === 0) return err('code.nothingToVoid', { path: 'batch' })
    await closeVoterChange(tx, viewer, cycle, {
      ...{ at, action: 'voters.batchVoided', reason },
      detail: { municipality: municipality.id, batch: asked.batchId, codes: count },
    })
    return ok({ count })
  })
}
