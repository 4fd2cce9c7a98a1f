import { setTimeout } from 'node:timers/promises'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import type { Cycle } from '../cycles/rules/cycle.ts'
import { rollKey } from './rollKey.ts'
import { readCode } from './rules/code.ts'
import { slowGuessing } from './slowGuessing.ts'
import { rollIsEmpty, selectCode } from './store/roll.ts'
import { sealTicket } from './ticket.ts'

/**
 * Looks at a voting code and spends nothing: the ticket that its voter goes on with. A right code always passes, whoever else
 * guesses from the same address; the answer to a wrong one waits, longer each time. The code is logged nowhere.
 */
export async function enterCode(
  app: App,
  asked: {
    readonly cycle: Pick<Cycle, 'id' | 'rules'>
    readonly code: string
    readonly sender: string
    readonly wait?: (ms: number) => Promise<unknown>
  },
): Promise<
  Result<
    { ticket: string; areaId: string },
    | 'code.empty'
    | 'code.misread'
    | 'code.unknown'
    | 'code.tooMany'
    | 'code.notHanded'
    | 'roll.keyGone'
    | 'vote.alreadyCast'
    | 'vote.void'
  >
> {
  const cycleId = asked.cycle.id
  if (asked.code.trim() === '') return err('code.empty', { path: 'code' })
  const code = readCode(asked.code)
  const hash = rollKey(app, cycleId)
  if (!hash && !(await rollIsEmpty(app.store.read, cycleId))) {
    app.log.error({ cycle: cycleId }, 'DATA_DIR/roll-keys lacks the key of this cycle: no code of it can be looked up')
    return err('roll.keyGone')
  }
  const found = code && hash ? await selectCode(app.store.read, cycleId, hash('code', code)) : undefined
  if (found?.state === 'spent') return err('vote.alreadyCast')
  if (found?.state === 'void') return err('vote.void')
  // Where an eID opens the ballot as well, a code that nobody is marked for would be a second vote for its holder.
  if (found?.state === 'printed' && asked.cycle.rules.vote.channels.eid) return err('code.notHanded', { path: 'code' })
  if (found)
    return ok({
      ticket: sealTicket(app, { cycleId, areaId: found.areaId, channel: 'code', key: found.key }),
      areaId: found.areaId,
    })
  const slowed = await slowGuessing(app, asked.sender, asked.wait ?? setTimeout)
  if ('comeBack' in slowed) return err('code.tooMany', { path: 'code', values: { seconds: slowed.comeBack } })
  return err(code ? 'code.unknown' : 'code.misread', { path: 'code', values: slowed })
}
