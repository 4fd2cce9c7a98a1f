import { createHash } from 'node:crypto'
import { extname } from 'node:path'
import { touchPages } from '#db/touchPages.ts'
import { recordAudit } from '#features/audit/recordAudit.ts'
import { may } from '#features/identity/rules/permissions.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { refusalsOf } from '#platform/forms/refusals.ts'
import { err, errs, ok, type Result } from '#platform/result.ts'
import { readSheets } from '#platform/sheets/readSheets.ts'
import type { App } from '#src/app.ts'
import { type ImportInput, importForm } from './forms/importForm.ts'
import { readClassification } from './readClassification.ts'
import type { Budget, BudgetLine, BudgetStage, LineFacts, StoredFinding } from './rules/budget.ts'
import { checkBudget } from './rules/checks/checkBudget.ts'
import { sideAmount } from './rules/checks/context.ts'
import { chooseBudget } from './rules/choice.ts'
import { namesOfItem } from './rules/classification.ts'
import { readBudgetSheets } from './rules/reading/readSheets.ts'
import { latestVersion, insertBudget, selectLines, selectSummaries } from './store/budgets.ts'
import { toRows } from './store/rows.ts'

export interface BudgetFile extends ImportInput {
  readonly bytes: Uint8Array
  /** Made-up figures of the demonstration, marked as such wherever they are shown. */
  readonly isDemo?: boolean
  /** Reads and checks everything, and writes nothing. */
  readonly dryRun?: boolean
}

/**
 * Reads a municipality's spreadsheet as a new version of one stage of one year's budget; versions before it stay
 * readable. Findings are kept with it and neither change nor block anything. Refused, with row and column where a cell is
 * meant: an unreadable file, a cell that is no amount, a place or year that does not exist. A refusal changes nothing.
 * In a dry run the budget that would come about is returned and nothing is written.
 */
export async function importBudget(app: App, viewer: Viewer, file: BudgetFile): Promise<Result<Budget>> {
  const { bytes, isDemo = false, dryRun = false, ...about } = file
  const parsed = importForm.safeParse(about)
  if (!parsed.success) return errs(refusalsOf(parsed.error))
  const { municipality: key, year, stage, unit, source, fileName } = parsed.data
  const municipality = await readMunicipality(app, key)
  if (!municipality) return err('import.municipality', { path: 'municipality', values: { key } })
  if (!may(viewer, 'budget.import', placesOf(municipality))) return err('forbidden')
  const sheets = await readSheets(bytes)
  if (!sheets.ok) return sheets
  const read = readBudgetSheets(sheets.value, { year, stage, unit })
  if (!read.ok) return read

  const classification = readClassification()
  const { lines, notes, unit: printedUnit } = read.value
  const lastYear = await linesOfYear(app, municipality.id, year - 1, stage)
  const findings = checkBudget({ ...read.value, stage, classification, population: municipality.population, lastYear })
  const ids = lines.map(() => app.newId())
  const whole: Budget = {
    id: app.newId(),
    municipalityId: municipality.id,
    year,
    stage,
    version: (await latestVersion(app.store.read, municipality.id, year, stage)) + 1,
    isCurrent: true,
    isDemo,
    revenue: { plan: sideAmount(lines, 'revenue', 'plan'), actual: sideAmount(lines, 'revenue', 'actual') },
    expenditure: { plan: sideAmount(lines, 'expenditure', 'plan'), actual: sideAmount(lines, 'expenditure', 'actual') },
    lineCount: lines.length,
    findingCount: findings.length,
    printedUnit,
    source: { title: source.title ?? fileName, url: source.url, date: source.date, fileName },
    notes: notes.join('\n').slice(0, 4_000) || undefined,
    importedAt: app.now(),
    lines: lines.map((line, position): BudgetLine => {
      const names = line.names ?? namesOfItem(classification, line.name)
      return {
        ...factsOf(line),
        names,
        id: ids[position] ?? '',
        position,
        parentId: line.parent === undefined ? undefined : ids[line.parent],
      }
    }),
    findings: findings.map((finding): StoredFinding => {
      const lineId = finding.position === undefined ? undefined : ids[finding.position]
      return { ...finding, id: app.newId(), lineId }
    }),
  }
  if (dryRun) return ok(whole)
  return keep(app, viewer, whole, bytes)
}

async function keep(app: App, viewer: Viewer, budget: Budget, bytes: Uint8Array): Promise<Result<Budget>> {
  const extension = /^\.[a-z0-9]{1,8}$/i.exec(extname(budget.source.fileName ?? ''))?.[0] ?? ''
  const key = `budgets/${budget.id}/source${extension.toLowerCase()}`
  await app.files.put(key, bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const actor = actorOf(viewer)
  return app.store.write(async tx => {
    const version = (await latestVersion(tx, budget.municipalityId, budget.year, budget.stage)) + 1
    const kept: Budget = { ...budget, version }
    const rows = toRows(kept, { key, sha256, importedBy: actor })
    await insertBudget(tx, rows.budget, rows.lines, rows.findings)
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
      reason: 'a spreadsheet was imported',
      detail: {
        municipality: budget.municipalityId,
        year: budget.year,
        stage: budget.stage,
        version,
        lines: budget.lineCount,
        findings: budget.findingCount,
        sha256,
        demo: budget.isDemo,
      },
    })
    return ok(kept)
  })
}

/** The lines to compare with: of the same stage a year before, else of what was in force then. */
async function linesOfYear(app: App, municipalityId: string, year: number, stage: BudgetStage): Promise<LineFacts[] | undefined> {
  const ofYear = (await selectSummaries(app.store.read, municipalityId)).filter(one => one.year === year && one.isCurrent)
  const found = ofYear.find(one => one.stage === stage) ?? chooseBudget(ofYear)
  return found && selectLines(app.store.read, found.id)
}

const placesOf = ({ id, raion, oblast }: Municipality): string[] => [id, raion?.id, oblast?.id].filter(one => one !== undefined)

/** Without what only the reading needed. */
function factsOf(line: LineFacts): LineFacts {
  const {
    side,
    kind,
    name,
    names,
    localCode,
    economicCode,
    functionalCode,
    isDelegated,
    plan,
    actual,
    printedPlan,
    printedActual,
    row,
    note,
  } = line
  return {
    side,
    kind,
    name,
    names,
    localCode,
    economicCode,
    functionalCode,
    isDelegated,
    plan,
    actual,
    printedPlan,
    printedActual,
    row,
    note,
  }
}
