import { readFileSync } from 'node:fs'
import { Command, Option } from 'commander'
import { importPaperForms } from '#features/feedback/importPaperForms.ts'
import { words } from '#features/feedback/words.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { LANGUAGES, type Lang } from '#platform/i18n/languages.ts'
import { sayRefusal } from '#ui/refusals.ts'
import { refuse, Stopped, say, sayJson, withApp } from './run.ts'

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file)
  } catch (error) {
    process.stderr.write(`${file} cannot be read: ${error instanceof Error ? error.message : error}\n`)
    throw new Stopped(1)
  }
}

const importCommand = () =>
  new Command('import')
    .description('Take in paper forms keyed in a spreadsheet; one wrong row refuses the whole file')
    .argument('<file>', 'XLSX or CSV: the fields of the API as columns, headings in Kyrgyz, Russian or English')
    .addOption(new Option('--lang <lang>', 'language of words that name none').choices(LANGUAGES).default('ky'))
    .option('--json', 'write rows, references and tracking codes as JSON')
    .action((file: string, options: { lang: Lang; json?: boolean }) =>
      withApp(async app => {
        const taken = await importPaperForms(app, OPERATOR, readBytes(file), options.lang)
        if (!taken.ok) refuse(taken.refusals, refusal => sayRefusal('en', words('en'), refusal))
        if (options.json) return sayJson(taken.value)
        for (const { row, reference, trackingCode } of taken.value) say(`row ${row}: ${reference}  ${trackingCode}`)
        say(`Taken in: ${taken.value.length}`)
      }),
    )

export const feedbackCommand = () => new Command('feedback').description("Residents' words").addCommand(importCommand())
