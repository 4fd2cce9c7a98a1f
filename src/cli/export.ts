import { writeFileSync } from 'node:fs'
import { Argument, Command, Option } from 'commander'
import { seedBase } from '#db/seed/base.ts'
import { budgetColumns, exportBudgets, exportRows } from '#features/budgets/exportBudgets.ts'
import { budgetJson } from '#features/budgets/views/budgetJson.ts'
import { exportFeedback, feedbackColumns } from '#features/feedback/exportFeedback.ts'
import { feedbackJson } from '#features/feedback/views/feedbackJson.ts'
import { exportMunicipalities, municipalityColumns } from '#features/municipalities/exportMunicipalities.ts'
import { municipalityJson } from '#features/municipalities/views/municipalityJson.ts'
import { LANGUAGES, type Lang } from '#platform/i18n/languages.ts'
import { type SheetColumn, writeCsv, writeXlsx } from '#platform/spreadsheet.ts'
import type { App } from '#src/app.ts'
import { operatorLanguage } from './language.ts'
import { withApp } from './run.ts'

/** What can be exported: the rows, their columns for a table, and the objects of the API for JSON. */
interface Kind<Item, Row> {
  readonly items: (app: App) => Promise<Item[]>
  /** An object of the API may be several rows of a table: a budget has lines. */
  readonly rows: (items: Item[]) => readonly Row[]
  readonly columns: (lang: Lang) => SheetColumn<Row>[]
  readonly json: (item: Item, lang: Lang) => unknown
}

const kind = <Item, Row>(of: Kind<Item, Row>) => ({
  csv: async (app: App, lang: Lang) => writeCsv(of.columns(lang), of.rows(await of.items(app))),
  xlsx: async (app: App, lang: Lang, name: string) => writeXlsx(name, of.columns(lang), of.rows(await of.items(app))),
  json: async (app: App, lang: Lang) => {
    const items = await of.items(app)
    return Buffer.from(`${JSON.stringify(items.map(item => of.json(item, lang)), null, 2)}\n`) // prettier-ignore
  },
})

const KINDS = {
  municipalities: kind({
    items: exportMunicipalities,
    rows: items => items,
    columns: municipalityColumns,
    json: municipalityJson,
  }),
  budgets: kind({ items: exportBudgets, rows: exportRows, columns: budgetColumns, json: budgetJson }),
  feedback: kind({
    items: exportFeedback,
    rows: items => items,
    columns: feedbackColumns,
    json: ({ seen, municipality }) => feedbackJson(seen, municipality),
  }),
} as const

interface Options {
  readonly format: 'csv' | 'xlsx' | 'json'
  readonly lang: Lang
  readonly out?: string
}

export const exportCommand = () =>
  new Command('export')
    .description('Write data as a file; tables have headings in the chosen language')
    .addArgument(new Argument('<what>', 'what to write').choices(Object.keys(KINDS)))
    .addOption(new Option('--format <format>', 'form of the file').choices(['csv', 'xlsx', 'json']).default('csv'))
    .addOption(new Option('--lang <language>', 'language of headings').choices([...LANGUAGES]).default(operatorLanguage()))
    .option('--out <file>', 'write to a file instead of the standard output')
    .action((what: keyof typeof KINDS, { format, lang, out }: Options) =>
      withApp(async app => {
        await seedBase(app)
        const bytes = await KINDS[what][format](app, lang, what)
        if (out) writeFileSync(out, bytes)
        else process.stdout.write(bytes)
      }),
    )
