import type { z } from 'zod'
import { paths } from '#platform/paths.ts'
import { type Tyiyn, somString } from '#platform/money.ts'
import type { FrozenProject } from '../../cycles/rules/frozen.ts'
import type { projectAnswer, resultAnswer } from '../forms/resultAnswers.ts'
import type { PbResult, Pot } from '../readResult.ts'
import { pbFileName, recountCommand } from '../rules/counting.ts'

const som = (amount: number): string => somString(amount as Tyiyn)

export const projectJson = (
  siteUrl: string,
  cycleId: string,
  project: FrozenProject,
  winners: ReadonlySet<string> | undefined,
): z.output<typeof projectAnswer> => ({
  id: project.id,
  titles: project.titles,
  price: som(project.price),
  area: project.area,
  funded: winners?.has(project.id),
  url: siteUrl + paths.proposal('ky', cycleId, project.id),
})

/** An announced result as the API tells it. */
export const resultJson = (
  siteUrl: string,
  cycleId: string,
  result: PbResult & { readonly announcedAt: Date },
): z.output<typeof resultAnswer> => ({
  cycle: cycleId,
  announcedAt: result.announcedAt.toISOString(),
  signedBy: result.signatures.map(one => one.name),
  sha256: result.resultSha256,
  frozenSha256: result.frozen.sha256,
  seed: result.seed,
  paper: result.paper,
  pots: result.pots.map(pot => ({
    area: pot.area.id,
    names: pot.area.names,
    pot: som(pot.area.pot),
    spent: som(pot.count.told.spent),
    winners: [...pot.count.outcome.winners],
    withheld: !pot.shown,
    ...(pot.shown ? numbersOf(siteUrl, cycleId, result, pot) : {}),
  })),
})

function numbersOf(siteUrl: string, cycleId: string, { frozen, seed }: PbResult, { area, count }: Pot) {
  const { told, outcome } = count
  return {
    voters: told.voters,
    blank: told.blank,
    represented: told.represented,
    ballots: `${siteUrl}/api/v1/cycles/${cycleId}.pb?area=${area.id}`,
    command: recountCommand(frozen.content.rules.count, seed, pbFileName(area.id)),
    count: { ...outcome },
    projects: told.stories.map(({ project, supporters, score, round, reason }) => ({
      ...{ id: project, supporters, score, round, reason },
      how: told.rounds.find(one => one.number === round)?.how,
    })),
    otherRules: told.others.map(({ rule, winners, totalCost, represented }) => ({
      ...{ rule, winners, represented },
      spent: som(totalCost),
    })),
  }
}
