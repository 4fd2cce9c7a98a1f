import { readBudgetLine } from '#features/budgets/readBudgetLine.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { checkFields, NOTHING_TYPED, type Posted, type Typed } from '#platform/forms/readForm.ts'
import { err, ok, type Refusal, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { amendCycle } from './amendCycle.ts'
import { cancelCycle } from './cancelCycle.ts'
import * as forms from './forms/cycleForms.ts'
import { rulesForm } from './forms/rulesForm.ts'
import { publishCycle } from './publishCycle.ts'
import { readCycle, readFrozen } from './readCycle.ts'
import type { CycleChange } from './rules/changing.ts'
import { saveCycle } from './saveCycle.ts'

/** What the office's pages of a cycle may post. */
export const CYCLE_WORK = ['about', 'money', 'phases', 'rules', 'prices', 'publish', 'cancel'] as const
export type CycleWork = (typeof CYCLE_WORK)[number]

export type CycleWorked =
  | { readonly state: 'done'; readonly work: CycleWork }
  | {
      readonly state: 'refused'
      readonly work: CycleWork | undefined
      readonly typed: Typed
      readonly refusals: readonly Refusal[]
    }

/** One posted form of a cycle's office pages: `do` names the work, the rest are its fields. */
export async function workOnCycle(
  app: App,
  viewer: Viewer,
  { id, posted }: { readonly id: string; readonly posted: FormData | 'unreadable' },
): Promise<CycleWorked> {
  const work = posted === 'unreadable' ? undefined : CYCLE_WORK.find(one => one === posted.get('do'))
  if (posted === 'unreadable' || !work)
    return { state: 'refused', work: undefined, typed: NOTHING_TYPED, refusals: [{ code: 'form.unreadable' }] }
  const { typed, result } = await doWork(app, viewer, id, work, posted)
  return result.ok ? { state: 'done', work } : { state: 'refused', work, typed, refusals: result.refusals }
}

async function doWork(
  app: App,
  viewer: Viewer,
  id: string,
  work: CycleWork,
  data: FormData,
): Promise<{ typed: Typed; result: Result<unknown> }> {
  const run = async <T>(form: Posted<T>, use: (value: T) => Promise<Result<unknown>>) => ({
    typed: form.typed,
    result: form.ok ? await use(form.value) : ({ ok: false, refusals: form.refusals } as const),
  })
  type Seen = { readonly version: number; readonly reason?: string | undefined }
  const store = (seen: Seen, change: CycleChange) => saveOrAmend(app, viewer, { id, ...seen, change })
  switch (work) {
    case 'about':
      return run(checkFields(data, forms.aboutForm), async value => {
        const known = await Promise.all(value.municipalities.map(one => readMunicipality(app, one)))
        if (known.includes(undefined)) return err('cycle.municipality', { path: 'municipalities' })
        return store(value, {
          ...{ part: 'about', titles: { ky: value.titleKy, ru: value.titleRu, en: value.titleEn } },
          leads: { ...(value.leadKy ? { ky: value.leadKy } : {}), ru: value.leadRu, en: value.leadEn },
          otherMunicipalityIds: known.flatMap(one => one?.id ?? []),
        })
      })
    case 'money':
      return run(checkFields(data, forms.moneyForm), async value => {
        const budgetLine = await knownLine(app, id, value.budgetLine)
        if (!budgetLine.ok) return budgetLine
        return store(value, {
          ...{ part: 'money', budgetYear: value.budgetYear, amount: value.amount, budgetLine: budgetLine.value },
          areas: value.areas.map(({ nameKy, nameRu, nameEn, ...area }) => ({
            ...area,
            names: { ky: nameKy, ru: nameRu, en: nameEn },
          })),
        })
      })
    case 'phases':
      return run(checkFields(data, forms.phasesForm), value => store(value, { part: 'phases', phases: value.phases }))
    case 'rules':
      return run(checkFields(data, rulesForm), value => store(value, { part: 'rules', rules: value.rules }))
    case 'prices':
      return run(checkFields(data, forms.pricesForm), ({ version, reason = '', prices }) =>
        amendCycle(app, viewer, { id, version, reason, change: { part: 'prices', prices } }),
      )
    case 'publish':
      return run(checkFields(data, forms.publishCycleForm), value => publishCycle(app, viewer, { id, ...value }))
    case 'cancel':
      return run(checkFields(data, forms.cancelCycleForm), value => cancelCycle(app, viewer, { id, ...value }))
  }
}

/** The same form amends where rules are frozen and the change touches them; what is not frozen is saved as before. */
async function saveOrAmend(
  app: App,
  viewer: Viewer,
  asked: { readonly id: string; readonly version: number; readonly change: CycleChange; readonly reason?: string | undefined },
): Promise<Result<unknown>> {
  const saved = await saveCycle(app, viewer, asked)
  if (saved.ok || saved.refusals[0].code !== 'cycle.frozen') return saved
  const [latest] = await readFrozen(app, asked.id)
  return latest ? amendCycle(app, viewer, { ...asked, reason: asked.reason ?? '' }) : saved
}

/** The chosen line of a published budget of one of the cycle's municipalities, with its name as of today. */
async function knownLine(
  app: App,
  cycleId: string,
  lineId: string | undefined,
): Promise<Result<{ id: string; name: string } | undefined>> {
  if (lineId === undefined) return ok(undefined)
  const [cycle, found] = await Promise.all([readCycle(app, cycleId), readBudgetLine(app, lineId)])
  if (!found || !cycle?.municipalityIds.includes(found.budget.municipalityId))
    return err('cycle.budgetLine', { path: 'budgetLine' })
  return ok({ id: found.line.id, name: found.line.name })
}
