import { may } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { type Municipality, placesOf } from '#features/municipalities/rules/unit.ts'
import type { App } from '#src/app.ts'
import { readFrozen } from '../cycles/readCycle.ts'
import { votingEnded } from '../cycles/rules/changing.ts'
import type { Cycle } from '../cycles/rules/cycle.ts'
import { phaseOf } from '../cycles/rules/phases.ts'
import { onlineEnd } from './closeBox.ts'
import { readBoxKey } from './readBox.ts'
import { readClosing } from './readOpened.ts'
import { DEMO_SHEETS } from './rules/demoKey.ts'
import { keyIdOf } from './rules/keySheet.ts'

/** Where the box of a cycle stands, as the office sees it. No number of ballots before the closing: a count that moves tells. */
export interface OfficeBox {
  readonly may: boolean
  /** Whether anybody votes by code or eID. */
  readonly online: boolean
  readonly key?:
    { readonly id: string; readonly madeAt: Date; readonly rehearsedAt?: Date | undefined; readonly isDemo: boolean } | undefined
  /** Of the demo key: known to everybody. */
  readonly demoSheets: readonly (readonly string[])[]
  /** Voting has opened: the key stays. */
  readonly frozen: boolean
  readonly endsAt?: Date | undefined
  /** When voting begins: until then the key has to be rehearsed. */
  readonly beginsAt?: Date | undefined
  /** When the box may be opened; undefined once that has come. */
  readonly opensAt?: Date | undefined
  readonly closing?: NonNullable<Awaited<ReturnType<typeof readClosing>>> | undefined
  readonly step: 'none' | 'make' | 'rehearse' | 'ready' | 'voting' | 'close' | 'open' | 'opened'
}

export async function readOfficeBox(app: App, viewer: Viewer, municipality: Municipality, cycle: Cycle): Promise<OfficeBox> {
  const [key, closing, frozen] = [
    await readBoxKey(app, cycle.id),
    await readClosing(app, cycle.id),
    (await readFrozen(app, cycle.id)).length > 0,
  ]
  const { code, eid } = cycle.rules.vote.channels
  const endsAt = onlineEnd(cycle)
  const voting = phaseOf(cycle.phases, 'voting')
  const opensAt = voting && !votingEnded(cycle, app.now()) ? voting.endsAt : undefined
  const box = {
    ...{ may: may(viewer, 'box.key', placesOf(municipality)), online: code || eid, frozen, endsAt, closing },
    ...{ beginsAt: voting?.startsAt, opensAt },
    key: key && { id: keyIdOf(key.publicKey), madeAt: key.madeAt, rehearsedAt: key.rehearsedAt, isDemo: key.isDemo },
    demoSheets: key?.isDemo ? DEMO_SHEETS : [],
  }
  return { ...box, step: stepOf(box, app.now()) }
}

function stepOf(box: Omit<OfficeBox, 'step'>, now: Date): OfficeBox['step'] {
  if (!box.online) return 'none'
  if (!box.key) return 'make'
  if (!box.key.rehearsedAt) return 'rehearse'
  if (box.closing) return box.closing.openedAt ? 'opened' : 'open'
  if (box.endsAt && box.endsAt <= now) return 'close'
  return box.frozen ? 'voting' : 'ready'
}
