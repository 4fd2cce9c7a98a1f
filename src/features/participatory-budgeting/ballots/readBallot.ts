import type { Tyiyn } from '#platform/money.ts'
import type { App } from '#src/app.ts'
import type { InLanguages } from '../cycles/rules/cycle.ts'
import type { BallotRule } from '../cycles/rules/cycleRules.ts'
import { type FrozenContent, projectsFor } from '../cycles/rules/frozen.ts'
import { readProposals } from '../proposals/readProposal.ts'
import { rotated } from './rules/rotation.ts'

/** A project as the ballot shows it: title and price as they were frozen, and what its authors wrote. */
export interface BallotProject {
  readonly id: string
  readonly titles: InLanguages
  readonly price: Tyiyn
  readonly text?: string | undefined
  readonly textLanguage?: string | undefined
  readonly placeName?: string | undefined
}

/** The ballot of an area. */
export interface Ballot {
  readonly area: { readonly id: string; readonly names: InLanguages; readonly pot: Tyiyn }
  /** Whether the cycle has others: one alone needs no name. */
  readonly several: boolean
  readonly rule: BallotRule
  readonly mayChange: boolean
  readonly projects: readonly BallotProject[]
  readonly rotation: number
}

/** The ballot of an area, its projects in the order of a rotation. */
export async function readBallot(app: App, content: FrozenContent, areaId: string, rotation: number): Promise<Ballot> {
  const area = content.areas.find(one => one.id === areaId)
  if (!area) throw new Error(`not an area of the cycle: ${areaId}`)
  const written = new Map((await readProposals(app, { cycleId: content.cycle })).map(one => [one.id, one]))
  const projects = projectsFor(content, areaId).map(({ id, titles, price }): BallotProject => {
    const its = written.get(id)
    return {
      ...{ id, titles, price: price as Tyiyn },
      ...(its ? { text: its.text, textLanguage: its.language, placeName: its.placeName } : {}),
    }
  })
  return {
    area: { id: area.id, names: area.names, pot: area.pot as Tyiyn },
    several: content.areas.length > 1,
    rule: content.rules.ballot,
    mayChange: content.rules.vote.mayChange,
    projects: rotated(projects, rotation),
    rotation,
  }
}
