import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { Command, Option } from 'commander'
import { seedBase } from '#db/seed/base.ts'
import { findingWords } from '#features/budgets/findingWords.ts'
import { importBudget } from '#features/budgets/importBudget.ts'
import { SIDES, STAGES } from '#features/budgets/rules/budget.ts'
import { publishedFinding, publishedLine, publishedTotals } from '#features/budgets/rules/published.ts'
import { words } from '#features/budgets/words.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { formatMoney } from '#platform/i18n/format.ts'
import { operatorLanguage, refusalWords } from './language.ts'
import { refuse, say, sayJson, withApp } from './run.ts'

interface Options {
  readonly municipality: string
  readonly year: string
  readonly stage: (typeof STAGES)[number]
  readonly unit?: 'som' | 'thousand-som'
  readonly sourceTitle?: string
  readonly sourceUrl?: string
  readonly sourceDate?: string
  readonly dryRun?: boolean
  readonly again?: boolean
  readonly json?: boolean
}

function readBytes(file: string, json: boolean | undefined): Uint8Array {
  try {
    return readFileSync(file)
  } catch (error) {
    const why = `${file} cannot be read: ${error instanceof Error ? error.message : error}`
    return refuse([{ code: 'file.missing', path: file }], () => why, { json })
  }
}

const importCommand = () =>
  new Command('import')
    .description('Read a municipality’s spreadsheet as a new version of a budget; findings are printed and block nothing')
    .argument('<file>', 'XLSX, or CSV in UTF-8, UTF-16 or Windows-1251')
    .requiredOption('--municipality <place>', 'id, SOATE code or address part (myrza-ake)')
    .requiredOption('--year <year>', 'year of the budget')
    .addOption(new Option('--stage <stage>', 'what the document is').choices(STAGES).makeOptionMandatory())
    .addOption(
      new Option('--unit <unit>', 'what amounts are in, where the document does not say').choices(['som', 'thousand-som']),
    )
    .option('--source-title <words>', 'the document’s name; the file’s name where it is not given')
    .option('--source-url <address>', 'where the document is published')
    .option('--source-date <date>', 'its date, YYYY-MM-DD')
    .option('--dry-run', 'read and check, write nothing')
    .option('--again', 'make a new version of a file that was imported already')
    .option('--json', 'write { lines, totals, findings } as JSON, or { refusals }')
    .action((file: string, options: Options) =>
      withApp(async app => {
        const lang = operatorLanguage()
        const t = words(lang)
        // Places are there from the first command on, as on a server's first start.
        await seedBase(app)
        const imported = await importBudget(app, OPERATOR, {
          bytes: readBytes(file, options.json),
          fileName: basename(file),
          municipality: options.municipality,
          year: options.year,
          stage: options.stage,
          unit: options.unit === 'thousand-som' ? 'thousandSom' : options.unit,
          source: { title: options.sourceTitle, url: options.sourceUrl, date: options.sourceDate },
          dryRun: options.dryRun ?? false,
          again: options.again ?? false,
        })
        if (!imported.ok) return refuse(imported.refusals, refusalWords(words, lang), options)
        const budget = imported.value
        const findings = budget.findings.map(finding => publishedFinding(finding, findingWords(lang, finding, true)))
        if (options.json) {
          const { id, municipalityId, year, stage, version } = budget
          const kept = options.dryRun ? {} : { id }
          return sayJson({
            ...kept, municipality: municipalityId, year, stage, version, dryRun: options.dryRun ?? false, printedIn: budget.printedUnit,
            lines: budget.lines.map(publishedLine), totals: publishedTotals(budget), findings,
          }) // prettier-ignore
        }
        const count = (side: (typeof SIDES)[number]) =>
          budget.lines.filter(line => line.side === side && line.kind === 'line').length
        for (const side of SIDES) {
          const { plan, actual } = budget[side]
          const amounts = [plan && `plan ${formatMoney(lang, plan)}`, actual && `actual ${formatMoney(lang, actual)}`].filter(
            Boolean,
          )
          if (amounts.length > 0) say(`${t(`side.${side}`)}: ${count(side)} lines, ${amounts.join(', ')}`)
        }
        say(findings.length === 0 ? 'Findings: none' : `Findings: ${findings.length}`)
        for (const finding of findings) say(`- ${finding.row ? `row ${finding.row}: ` : ''}${finding.message} [${finding.code}]`)
        say(
          options.dryRun
            ? 'Dry run: nothing was written.'
            : `Kept as version ${budget.version} of ${budget.year} ${budget.stage}, id ${budget.id}`,
        )
      }),
    )

export const budgetCommand = () => new Command('budget').description('Budgets').addCommand(importCommand())
