import { readBudgetLine } from '#features/budgets/readBudgetLine.ts'
import type { BudgetLine } from '#features/budgets/rules/budget.ts'
import { readDocuments } from '#features/documents/readDocuments.ts'
import type { AttachedDocument } from '#features/documents/rules/upload.ts'
import type { Tyiyn } from '#platform/money.ts'
import type { App } from '#src/app.ts'
import type { Proposal } from '../proposals/rules/proposal.ts'
import { selectProposal, selectProposals } from '../proposals/store/proposals.ts'
import { ANSWERS, type Confirmations, PICTURES, type PictureOf, pictureOwner, type Project } from './rules/project.ts'
import { type ConfirmationRow, selectConfirmations } from './store/confirmations.ts'
import { selectProject, selectProjects } from './store/projects.ts'

export interface ListedProject {
  readonly project: Project
  readonly proposal: Proposal
}

/** Projects of a cycle with the proposals they come from, in the order of their ids. */
export async function readProjects(app: App, which: { readonly cycleId: string }): Promise<ListedProject[]> {
  const projects = await selectProjects(app.store.read, which)
  const proposals = await selectProposals(app.store.read, { ids: projects.map(one => one.id) })
  const byId = new Map(proposals.map(one => [one.id, one]))
  return projects.flatMap(project => {
    const proposal = byId.get(project.id)
    return proposal ? [{ project, proposal }] : []
  })
}

/** A linked line with what it says now; figures are undefined where the budget is no longer there. */
export interface LinkedLine {
  readonly id: string
  readonly name: string
  /** As the budget has it now, with its translations. */
  readonly line: BudgetLine | undefined
  readonly year: number | undefined
  readonly plan: Tyiyn | undefined
  readonly actual: Tyiyn | undefined
}

/** Everything that the page of one project shows. */
export interface ProjectPage extends ListedProject {
  readonly pictures: Readonly<Record<PictureOf, readonly AttachedDocument[]>>
  readonly lines: readonly LinkedLine[]
  readonly confirmations: Confirmations
}

export async function readProject(app: App, id: string): Promise<ProjectPage | undefined> {
  const project = await selectProject(app.store.read, id)
  const proposal = project && (await selectProposal(app.store.read, id))
  if (!project || !proposal) return undefined
  const owners = PICTURES.map(of => pictureOwner(id, of))
  const [documents, lines, said] = await Promise.all([
    readDocuments(app, 'project', owners),
    Promise.all(project.lines.map(one => readLinked(app, one))),
    selectConfirmations(app.store.read, id),
  ])
  const of = (which: PictureOf) => documents.get(pictureOwner(id, which)) ?? []
  return {
    ...{ project, proposal, lines, confirmations: countedOf(said) },
    pictures: { before: of('before'), during: of('during'), after: of('after') },
  }
}

async function readLinked(app: App, { budgetLineId, name }: Project['lines'][number]): Promise<LinkedLine> {
  const found = await readBudgetLine(app, budgetLineId)
  return {
    id: budgetLineId,
    name,
    line: found?.line,
    year: found?.budget.year,
    plan: found?.line.plan,
    actual: found?.line.actual,
  }
}

function countedOf(said: readonly ConfirmationRow[]): Confirmations {
  const counts = Object.fromEntries(ANSWERS.map(answer => [answer, said.filter(one => one.answer === answer).length]))
  const notes = said.flatMap(({ answer, note, noteShown, at }) => (note && noteShown ? [{ answer, note, at }] : []))
  return { n: said.length, counts: counts as Confirmations['counts'], notes: notes.reverse() }
}
