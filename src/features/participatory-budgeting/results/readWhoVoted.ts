import type { App } from '#src/app.ts'
import { readPaperCounts } from '../paper/readPaperBallots.ts'
import { readTurnout } from '../voters/readTurnout.ts'
import type { Turnout } from '../voters/rules/turnout.ts'

/** Who took part in a vote that is over, in every channel: from the roll, and from the urns. */
export const readWhoVoted = async (app: App, cycleId: string): Promise<Turnout | undefined> =>
  readTurnout(app, cycleId, (await readPaperCounts(app, cycleId)).areas)
