import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { seedBase } from '#db/seed/base.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { importUnits, type UnitsImport } from '#features/municipalities/importUnits.ts'
import type { Change } from '#features/municipalities/rules/registerPlan.ts'
import { words } from '#features/municipalities/words.ts'
import { type IsoDate, isoDate } from '#platform/dates.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { operatorLanguage, refusalWords } from './language.ts'
import { refuse, Stopped, say, sayJson, withApp } from './run.ts'

interface Options {
  readonly dryRun?: boolean
  readonly json?: boolean
  readonly date?: IsoDate
  readonly source?: string
}

const asDate = (text: string): IsoDate => {
  const date = isoDate(text)
  if (!date) throw new InvalidArgumentError('Write a date as 2026-01-31.')
  return date
}

export const unitsCommand = () =>
  new Command('units').description('Administrative units').addCommand(
    new Command('import')
      .argument('<file>', "the statistics office's register: CSV or XLSX with SOATE code, names, parent and population")
      .description('Bring the units to a register: tells what differs, keeps old names, deletes nothing')
      .option('--dry-run', 'only tell what would change')
      .option('--date <date>', 'since when the register holds; today where not said', asDate)
      .option('--source <text>', "where the register is from, for the units' evidence; the file's name where not said")
      .option('--json', 'write what changes as JSON')
      .action((file: string, options: Options) => withApp(app => run(app, file, options))),
  )

async function run(app: Parameters<typeof importUnits>[0], file: string, options: Options): Promise<void> {
  const lang = operatorLanguage()
  const bytes = readBytes(file)
  await seedBase(app)
  const done = await importUnits(app, OPERATOR, bytes, {
    dryRun: options.dryRun ?? false,
    date: options.date,
    source: options.source ?? basename(file),
  })
  if (!done.ok) refuse(done.refusals, refusalWords(words, lang))
  const { plan, applied } = done.value
  if (options.json) {
    const { changes, vanished, unchanged, villages } = plan
    sayJson({ applied, changes, vanished, unchanged, villages })
  } else tell(done.value, lang)
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file)
  } catch (error) {
    process.stderr.write(`${file}: ${(error as Error).message}\n`)
    throw new Stopped(1)
  }
}

function tell({ plan, applied }: UnitsImport, lang: Lang): void {
  const t = words(lang)
  for (const change of plan.changes) say(sentence(change, lang))
  for (const one of plan.vanished) say(t('change.vanished', { name: one.name, soate: one.soate ?? '–' }))
  say(
    t('change.summary', {
      changes: plan.changes.length,
      unchanged: plan.unchanged,
      vanished: plan.vanished.length,
      villages: plan.villages,
    }),
  )
  say(t(applied ? 'change.applied' : 'change.dryRun'))
}

function sentence(change: Change, lang: Lang): string {
  const t = words(lang)
  const { name, soate } = change
  switch (change.change) {
    case 'new':
      return t('change.new', { name, soate, kind: t.data(`kind.${change.kind}`) })
    case 'renamed':
    case 'respelled':
      return t(`change.${change.change}`, { from: change.from, to: change.to })
    case 'moved':
      return t('change.moved', { name, from: change.from, to: change.to })
    case 'kind':
      return t('change.kind', { name, from: t.data(`kind.${change.from}`), to: t.data(`kind.${change.to}`) })
    case 'coded':
      return t('change.coded', { name, from: change.from ?? '–', to: soate })
    case 'population':
      return t('change.population', { name, from: change.from ?? '–', to: change.to })
  }
}
