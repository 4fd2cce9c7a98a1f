import { pbAppeal, pbAuthor } from '#db/schema/pbProposals.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import type { Cycle } from '#features/participatory-budgeting/cycles/rules/cycle.ts'
import { judgeProposal } from '#features/participatory-budgeting/proposals/judgeProposal.ts'
import { readProposal } from '#features/participatory-budgeting/proposals/readProposal.ts'
import type { Proposal } from '#features/participatory-budgeting/proposals/rules/proposal.ts'
import type { Judgement } from '#features/participatory-budgeting/proposals/rules/review.ts'
import { insertProposal } from '#features/participatory-budgeting/proposals/store/proposals.ts'
import type { Tyiyn } from '#platform/money.ts'
import type { Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'

export const som = (amount: number) => (amount * 100) as Tyiyn
export const codesOf = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(one => one.code))

/** A listed proposal in Kyrgyz, as it stands in the tables; with an author at an address, where one is given. */
export async function seededProposal(
  app: App,
  cycle: Cycle,
  more: Partial<Proposal> & { readonly id: string; readonly email?: string },
): Promise<Proposal> {
  const { email, titles = {}, supports: _, ...rest } = more
  const at = app.now()
  await app.store.write(async tx => {
    await insertProposal(tx, {
      ...{ cycleId: cycle.id, areaId: cycle.areas[0]?.id, title: `Сунуш ${more.id}`, text: 'Көпүрө керек', language: 'ky' },
      ...{ state: 'listed', origin: 'resident', createdAt: at, changedAt: at, isDemo: false },
      ...{ titleKy: titles.ky, titleRu: titles.ru, titleEn: titles.en },
      ...rest,
    })
    if (email)
      await tx.insert(pbAuthor).values({
        ...{ id: app.newId(), proposalId: more.id, role: 'author', name: 'Айгүл', showName: false, email, language: 'ru' },
        confirmedAt: at,
        eraseOn: '2030-01-01',
      })
  })
  const made = await readProposal(app, more.id)
  if (!made) throw new Error('not inserted')
  return made
}

export const accepted: Judgement = { eligible: true, feasible: true, price: som(200_000), priceExplanation: 'Цемент' }

/** Judged, not released yet. */
export async function judged(app: App, id: string, judgement: Judgement = accepted, version = 0): Promise<number> {
  const saved = await judgeProposal(app, OPERATOR, { id, version, judgement })
  if (!saved.ok) throw new Error(JSON.stringify(saved.refusals))
  return saved.value.version
}

/** An objection as its author left it. */
export async function objected(app: App, proposalId: string): Promise<string> {
  const id = app.newId()
  await app.store.write(
    async tx => void (await tx.insert(pbAppeal).values({ id, proposalId, text: 'Макул эмесмин', at: app.now() })),
  )
  return id
}
