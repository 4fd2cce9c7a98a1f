import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { SYSTEM } from '#features/identity/rules/viewer.ts'
import { practiceFile } from '#features/practices/forms/practiceFile.ts'
import { importPractices } from '#features/practices/importPractices.ts'
import type { App } from '#src/app.ts'

/** The entries of `content/practices/` under the working directory; throws where a file contradicts its schema. */
export const readContentPractices = () => {
  const folder = join(process.cwd(), 'content/practices')
  return readdirSync(folder)
    .filter(name => name.endsWith('.yaml'))
    .sort()
    .map(name => practiceFile.parse(parse(readFileSync(join(folder, name), 'utf8'))))
}

/** Brings the library up to date with what editors wrote from named sources. Does nothing where nothing changed. */
export async function seedContentPractices(app: App): Promise<void> {
  const loaded = await importPractices(app, SYSTEM, readContentPractices())
  if (!loaded.ok) throw new Error(loaded.refusals[0].code)
}
