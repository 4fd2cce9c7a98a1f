import { createHash } from 'node:crypto'
import { extname } from 'node:path'
import type { Writing } from '#db/store.ts'
import { touchPages } from '#db/touchPages.ts'
import { recordAudit } from '#features/audit/recordAudit.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import type { MoneyUnit } from '#platform/money.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { indexLines } from './indexLines.ts'
import { readClassification } from './readClassification.ts'
import type { Budget, BudgetLine, BudgetStage, BudgetSummary, Finding, LineFacts, StoredFinding } from './rules/budget.ts'
import { checkBudget } from './rules/checks/checkBudget.ts'
import { type CheckContext, sideAmount } from './rules/checks/context.ts'
import { planInForce } from './rules/choice.ts'
import { namesOfItem } from './rules/classification.ts'
import type { ReadLine } from './rules/reading/lines.ts'
import { insertBudget, latestVersion, selectLines, selectSummaries, versionOfFile } from './store/budgets.ts'
import { toRows } from './store/rows.ts'

export interface BudgetFacts {
  readonly year: number
  readonly stage: BudgetStage
  readonly unit: MoneyUnit
  readonly unitSaid: 'sender' | 'file' | 'nobody'
  readonly unitInFile?: MoneyUnit | undefined
  readonly lines: readonly ReadLine[]
  readonly source: BudgetSummary['source']
  readonly notTaken?: readonly string[]
  readonly unclearCodes?: readonly string[]
  readonly notes?: string | undefined
  readonly isDemo: boolean
  /** What the checks found, where they were asked already. */
  readonly findings?: readonly Finding[]
}

/** What the checks look at, beside what was read. */
async function checkContext(
  app: App,
  municipality: Municipality,
  facts: Omit<BudgetFacts, 'source' | 'isDemo' | 'notes'>,
): Promise<CheckContext> {
  const lastYear = await linesOfYear(app, municipality.id, facts.year - 1)
  return { ...facts, classification: readClassification(), population: municipality.population, lastYear }
}

/** Checks what was read and puts it into the shape of a budget, compared with the year before; writes nothing. */
export async function assembleBudget(app: App, municipality: Municipality, facts: BudgetFacts): Promise<Budget> {
  const { lines, year, stage } = facts
  const classification = readClassification()
  const findings = facts.findings ?? checkBudget(await checkContext(app, municipality, facts))
  const ids = lines.map(() => app.newId())
  const side = (of: 'revenue' | 'expenditure') => ({
    plan: sideAmount(lines, of, 'plan'),
    actual: sideAmount(lines, of, 'actual'),
  })
  return {
    id: app.newId(),
    municipalityId: municipality.id,
    year,
    stage,
    version: (await latestVersion(app.store.read, municipality.id, year, stage)) + 1,
    isCurrent: true,
    isDemo: facts.isDemo,
    revenue: side('revenue'),
    expenditure: side('expenditure'),
    lineCount: lines.length,
    findingCount: findings.length,
    printedUnit: facts.unit,
    source: facts.source,
    notes: facts.notes?.slice(0, 4_000) || undefined,
    importedAt: app.now(),
    lines: lines.map((line, position): BudgetLine => {
      const names = line.names ?? namesOfItem(classification, line.name)
      const parentId = line.parent === undefined ? undefined : ids[line.parent]
      return { ...factsOf(line), names, id: ids[position] ?? '', position, parentId }
    }),
    findings: findings.map((finding): StoredFinding => {
      const lineId = finding.position === undefined ? undefined : ids[finding.position]
      return { ...finding, id: app.newId(), lineId }
    }),
  }
}

interface How {
  /** The file it was read from, or where that is kept already. */
  readonly bytes?: Uint8Array
  readonly original?: { readonly key: string; readonly sha256: string }
  readonly again?: boolean
  readonly reason: string
  /** What belongs to the same change; its refusal is the whole one's. */
  readonly also?: (tx: Writing) => Promise<Result<void>>
}

/**
 * Writes a checked budget as the next version of its stage, with its original where it came as a file, and makes its lines
 * findable. A file that another version was read from is refused, unless `again`.
 */
export async function keepBudget(
  app: App,
  viewer: Viewer,
  municipality: Municipality,
  budget: Budget,
  how: How,
): Promise<Result<Budget>> {
  const actor = actorOf(viewer)
  const original = how.original ?? (how.bytes && (await keepOriginal(app, budget, how.bytes)))
  return app.store.write(async tx => {
    const all = await selectSummaries(tx, budget.municipalityId)
    const rows = toRows(budget, { ...original, importedBy: actor })
    const version = await insertBudget(tx, rows.budget, rows.lines, rows.findings)
    // Asked once this version has its place: two that come at the same instant see each other from here on.
    const known = original && !how.again ? await versionOfFile(tx, budget, original.sha256) : undefined
    if (known !== undefined) return err('import.sameFile', { values: { version: known } })
    const also = await how.also?.(tx)
    if (also && !also.ok) return also
    const before = all.filter(one => one.year === budget.year && one.isCurrent)
    await indexLines(tx, municipality, budget, before)
    await touchPages(tx, budget.importedAt, [
      `budget:${budget.municipalityId}`,
      `municipality:${budget.municipalityId}`,
      'country',
    ])
    await recordAudit(tx, {
      at: budget.importedAt,
      actor,
      action: 'budget.imported',
      subject: { type: 'budget', id: budget.id },
      reason: how.reason,
      detail: {
        municipality: budget.municipalityId,
        year: budget.year,
        stage: budget.stage,
        version,
        lines: budget.lineCount,
        findings: budget.findingCount,
        sha256: original?.sha256 ?? null,
        demo: budget.isDemo,
      },
    })
    return ok({ ...budget, version })
  })
}

async function keepOriginal(app: App, budget: Budget, bytes: Uint8Array): Promise<{ key: string; sha256: string }> {
  const extension = /^\.[a-z0-9]{1,8}$/i.exec(extname(budget.source.fileName ?? ''))?.[0] ?? ''
  const key = `budgets/${budget.id}/source${extension.toLowerCase()}`
  await app.files.put(key, bytes)
  return { key, sha256: sha256Of(bytes) }
}
export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** The lines to compare with: of the plan that was in force a year before, as the budget's page compares. */
export async function linesOfYear(app: App, municipalityId: string, year: number): Promise<LineFacts[] | undefined> {
  const ofYear = (await selectSummaries(app.store.read, municipalityId)).filter(one => one.year === year && one.isCurrent)
  const found = planInForce(ofYear)
  return found && selectLines(app.store.read, found.id)
}

/** Without what only the reading needed. */
function factsOf(line: ReadLine): LineFacts {
  const { parent: _parent, totalOf: _of, covers: _covers, group: _group, finer: _finer, ordinal: _ordinal, ...facts } = line
  return facts
}
