import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import type { ContractAsked } from './forms/projectForms.ts'
import { changeProject } from './officeProject.ts'
import { deleteContract, insertContract } from './store/projects.ts'

/** Adds a contract: with whom, about what, for how much, since when. */
export async function addContract(
  app: App,
  viewer: Viewer,
  asked: ContractAsked & { readonly id: string },
): Promise<Result<void>> {
  const { id: projectId, version: _, ...contract } = asked
  const id = app.newId()
  return changeProject(app, viewer, asked, {
    ...{ action: 'project.contractAdded', reason: 'work is contracted' },
    write: async tx => {
      await insertContract(tx, { id, projectId, ...contract })
      return ok({ amount: contract.amount })
    },
  })
}

/** Takes a contract out that was entered by mistake. */
export const removeContract = (
  app: App,
  viewer: Viewer,
  asked: { readonly id: string; readonly version: number; readonly contract: string },
): Promise<Result<void>> =>
  changeProject(app, viewer, asked, {
    ...{ action: 'project.contractRemoved', reason: 'it was entered by mistake' },
    write: async tx =>
      (await deleteContract(tx, { id: asked.contract, projectId: asked.id })) ? ok(undefined) : err('project.contractUnknown'),
  })
