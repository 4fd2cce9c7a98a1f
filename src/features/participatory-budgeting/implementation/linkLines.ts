import { readBudgetLine } from '#features/budgets/readBudgetLine.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { changeProject } from './officeProject.ts'
import { replaceLines } from './store/projects.ts'

/**
 * Says which lines of an execution budget the project's money was spent from; the whole choice at once. Refuses lines of
 * another municipality and of a budget that says nothing of what was spent.
 */
export async function linkLines(
  app: App,
  viewer: Viewer,
  asked: { readonly id: string; readonly version: number; readonly lines: readonly string[] },
): Promise<Result<void>> {
  const found = await Promise.all([...new Set(asked.lines)].map(id => readBudgetLine(app, id)))
  return changeProject(app, viewer, asked, {
    ...{ action: 'project.linesLinked', reason: 'where the money was spent from' },
    check: project =>
      found.every(one => one?.budget.municipalityId === project.municipalityId && one.budget.stage === 'execution')
        ? ok()
        : err('project.line', { path: 'lines' }),
    write: async (tx, { project }) => {
      const lines = found.flatMap(one => (one ? [{ budgetLineId: one.line.id, name: one.line.name }] : []))
      await replaceLines(tx, project.id, lines)
      return ok({ lines: lines.length })
    },
  })
}
