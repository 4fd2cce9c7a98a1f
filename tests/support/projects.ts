import type { Cycle } from '#features/participatory-budgeting/cycles/rules/cycle.ts'
import type { Project } from '#features/participatory-budgeting/implementation/rules/project.ts'
import { startProjects } from '#features/participatory-budgeting/implementation/startProjects.ts'
import { selectProject } from '#features/participatory-budgeting/implementation/store/projects.ts'
import type { App } from '#src/app.ts'
import { seededProposal, som } from './reviews.ts'

/** A proposal that won; its author left an address, where one is given. */
export async function seededProject(app: App, cycle: Cycle, id: string, email?: string): Promise<Project> {
  await seededProposal(app, cycle, { id, ...(email ? { email } : {}) })
  await app.store.write(tx => startProjects(app, tx, { cycle, winners: [{ proposalId: id, price: som(300_000) }] }))
  const project = await selectProject(app.store.read, id)
  if (!project) throw new Error('not begun')
  return project
}
