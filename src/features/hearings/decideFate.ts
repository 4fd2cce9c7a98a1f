import { readBudgetLine } from '#features/budgets/readBudgetLine.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import type { DecisionAsked } from './forms/hearingForms.ts'
import { closeChange, officeHearing } from './officeHearing.ts'
import type { Hearing } from './rules/hearing.ts'
import { type Decision, fatesOf, storedDecision } from './rules/items.ts'
import { selectItem, updateItem } from './store/items.ts'

/**
 * Says what came of a question or proposal: answered; taken, with the line of this municipality's budget or in words where;
 * not taken, with the reason. Refuses a fate that does not fit the kind and a line of somebody else's budget, and
 * `edited.meanwhile` where somebody decided since `version` was read.
 */
export async function decideFate(
  app: App,
  viewer: Viewer,
  asked: DecisionAsked & { readonly id: string },
): Promise<Result<{ version: number }>> {
  const found = await officeHearing(app, viewer, asked.id, 'results')
  if (!found.ok) return found
  const { hearing } = found.value
  const item = await selectItem(app.store.read, asked.item)
  if (item?.hearingId !== hearing.id) return err('item.unknown')
  if (!fatesOf(item.kind).includes(asked.fate)) return err('decision.fate', { path: 'fate' })
  const decision = await decisionOf(app, hearing, asked)
  if (!decision.ok) return decision
  const at = app.now()
  return app.store.write(async (tx): Promise<Result<{ version: number }>> => {
    const changes = { ...storedDecision(decision.value), decidedAt: at }
    if (!(await updateItem(tx, { id: item.id, version: asked.version }, changes))) return err('edited.meanwhile')
    const detail = { item: item.id, fate: asked.fate }
    await closeChange(tx, viewer, hearing, { at, action: 'hearing.itemDecided', reason: 'what came of it was said', detail })
    return ok({ version: asked.version + 1 })
  })
}

async function decisionOf(app: App, hearing: Hearing, asked: DecisionAsked): Promise<Result<Decision>> {
  if (asked.fate !== 'taken') return ok(asked)
  const { budgetLineId, takenInto, answer } = asked
  if (budgetLineId === undefined)
    return takenInto ? ok({ fate: 'taken', takenInto, answer }) : err('decision.where', { path: 'takenInto' })
  const found = await readBudgetLine(app, budgetLineId)
  if (found?.budget.municipalityId !== hearing.municipalityId) return err('decision.line', { path: 'budgetLineId' })
  return ok({ fate: 'taken', budgetLineId, takenInto: takenInto ?? found.line.name, answer })
}
