import { randomBytes } from 'node:crypto'
import { castBallot } from '#features/participatory-budgeting/ballots/castBallot.ts'
import { prepareBallot } from '#features/participatory-budgeting/ballots/prepareBallot.ts'
import type { BallotChoices } from '#features/participatory-budgeting/ballots/rules/ballot.ts'
import { openEnvelope, publicKeyOf } from '#features/participatory-budgeting/ballots/rules/seal.ts'
import { readEnvelopeText } from '#features/participatory-budgeting/ballots/rules/envelope.ts'
import type { Voter } from '#features/participatory-budgeting/ballots/rules/voter.ts'
import type { Area, Cycle } from '#features/participatory-budgeting/cycles/rules/cycle.ts'
import type { BallotRule, CycleRules } from '#features/participatory-budgeting/cycles/rules/cycleRules.ts'
import { DEFAULT_RULES } from '#features/participatory-budgeting/cycles/rules/cycleRules.ts'
import type { FrozenContent, FrozenProject } from '#features/participatory-budgeting/cycles/rules/frozen.ts'
import type { Tyiyn } from '#platform/money.ts'
import type { App } from '#src/app.ts'
import { freezeAs, seededCycle } from './pbCycle.ts'
import { slipsOf, ticketFor } from './voters.ts'

export interface OpenVote {
  readonly cycle: Cycle
  readonly content: FrozenContent
  readonly privateKey: Buffer
  /** A fresh voter of the first area. */
  readonly voter: () => Promise<Voter>
  /** A code nobody used. */
  readonly code: () => Promise<string>
  /** What an envelope holds. */
  readonly open: (sealed: string) => ReturnType<typeof readEnvelopeText>
}

const area = (id: string, position: number, ky: string, pot: number): Area => ({
  ...{ id, position, pot: pot as Tyiyn, entitled: 900 },
  names: { ky, ru: `${ky} (ру)`, en: `${ky} (en)` },
})
const project = (id: string, ky: string, price: number, areaId?: string): FrozenProject => ({
  ...{ id, price, titles: { ky, ru: `${ky} (ру)`, en: `${ky} (en)` } },
  ...(areaId ? { area: areaId } : {}),
})

/** A cycle whose vote is open: two areas, four projects on the first one's ballot, codes, and a box whose key the test holds. */
export async function openVote(
  app: App,
  ballot: BallotRule = { type: 'approval', min: 0, max: 2 },
  more: {
    readonly vote?: Partial<CycleRules['vote']>
    readonly id?: string
    /** Kyrgyz and Russian titles in the stead of the short ones. */
    readonly titles?: Readonly<Record<string, readonly [string, string]>>
  } = {},
): Promise<OpenVote> {
  const id = more.id ?? 'vote-2026'
  const cycle = await seededCycle(app, {
    id,
    areas: [area(`${id}-north`, 1, 'Жогорку айыл', 100_000_000), area(`${id}-south`, 2, 'Төмөнкү айыл', 50_000_000)],
    rules: { ballot, vote: { ...DEFAULT_RULES.vote, ...more.vote } },
  })
  const privateKey = randomBytes(32)
  const named = (one: FrozenProject): FrozenProject => {
    const [ky, ru] = more.titles?.[one.id] ?? []
    return ky === undefined ? one : { ...one, titles: { ky, ru } }
  }
  const content = await freezeAs(
    app,
    cycle,
    [
      project('BRIDGE1', 'Көпүрө оңдоо', 60_000_000, `${id}-north`),
      project('LAMPS22', 'Көчө жарыгы', 30_000_000, `${id}-north`),
      project('SCHOOL3', 'Мектептин чатыры', 40_000_000),
      project('SOUTH44', 'Суу түтүгү', 20_000_000, `${id}-south`),
      project('WATER55', 'Ичүүчү суу', 20_000_000, `${id}-north`),
    ].map(named),
    publicKeyOf(privateKey),
  )
  const codes: string[] = []
  const code = async (): Promise<string> => {
    if (codes.length === 0) codes.push(...(await slipsOf(app, cycle, 50)).map(one => one.code))
    return codes.pop() ?? ''
  }
  return {
    ...{ cycle, content, privateKey, code },
    voter: async () => ({ by: 'ticket', ...(await ticketFor(app, cycle, await code())) }),
    open: sealed => {
      const opened = openEnvelope(privateKey, sealed)
      return opened.ok ? readEnvelopeText(opened.value) : undefined
    },
  }
}

export const choose = (...ids: string[]): BallotChoices => ids.map(project => ({ project }))

/** The form of the check step. */
export async function preparedBallot(app: App, voter: Voter, choices: BallotChoices) {
  const prepared = await prepareBallot(app, voter, { choices, rotation: 3 })
  if (!prepared.ok) throw new Error(prepared.refusals[0].code)
  return prepared.value
}

/** Casts a ballot; throws where it is refused. */
export async function castAs(app: App, vote: OpenVote, choices: BallotChoices, voter?: Voter) {
  const who = voter ?? (await vote.voter())
  const { ballot } = await preparedBallot(app, who, choices)
  const cast = await castBallot(app, who, { cycleId: vote.cycle.id, ballot })
  if (!cast.ok) throw new Error(cast.refusals[0].code)
  return cast.value
}
