import type { Viewer } from '#features/identity/rules/viewer.ts'
import { dateInBishkek } from '#platform/dates.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { err, errs, ok, type Refusal, type Result } from '#platform/result.ts'
import { readSheets } from '#platform/sheets/readSheets.ts'
import { type SheetColumn, writeXlsx } from '#platform/spreadsheet.ts'
import type { App } from '#src/app.ts'
import { officeCycle } from '../cycles/officeCycle.ts'
import { type Cycle, inLanguage } from '../cycles/rules/cycle.ts'
import { phaseOf } from '../cycles/rules/phases.ts'
import { words } from '../words.ts'
import { closeVoterChange } from './closeVoterChange.ts'
import { readRollSheet, ROLL_HEADINGS } from './forms/rollSheet.ts'
import { keyForWriting } from './issueCodes.ts'
import { ageBandOf, type RollRow } from './rules/localRoll.ts'
import type { RollKey } from './rollKey.ts'
import { deleteUnmarkedRoll, insertPeople, knownOf, type NewPerson } from './store/localRoll.ts'
import { personKey } from './voteWithEid.ts'

const votingYear = (cycle: Cycle, now: Date): number =>
  Number(dateInBishkek(phaseOf(cycle.phases, 'voting')?.startsAt ?? now).slice(0, 4))

/**
 * Reads the local roll from a spreadsheet (XLSX or CSV): all of it, or nothing and every wrong cell with its row. A new roll takes the
 * place of the old one as long as nobody is marked in it; `add` adds people to it instead. Personal numbers are hashed and
 * forgotten; the file is not kept.
 */
export async function importRoll(
  app: App,
  viewer: Viewer,
  asked: { readonly cycleId: string; readonly bytes: Uint8Array; readonly add: boolean },
): Promise<Result<{ count: number }>> {
  const found = await officeCycle(app, viewer, asked.cycleId, 'voters.issue')
  if (!found.ok) return found
  const { cycle, municipality } = found.value
  const sheets = await readSheets(asked.bytes)
  if (!sheets.ok) return sheets
  const [sheet] = sheets.value
  const at = app.now()
  const year = votingYear(cycle, at)
  const about = { areas: cycle.areas, votingYear: year, minAge: cycle.rules.vote.minAge }
  const rows = sheet ? readRollSheet(sheet, about) : err('roll.noRows')
  if (!rows.ok) return rows
  const key = await keyForWriting(app, cycle.id)
  if (!key.ok) return key
  const people = rows.value.map(row => personOf(key.value, row, year))
  return app.store.write(async (tx): Promise<Result<{ count: number }>> => {
    if (!asked.add && !(await deleteUnmarkedRoll(tx, cycle.id))) return err('roll.inUse', { path: 'file' })
    const known = await knownOf(tx, cycle.id, people)
    const faults: Refusal[] = rows.value.flatMap(({ row, number }, index) =>
      known.numbers.has(number)
        ? [{ code: 'roll.row.numberKnown', values: { row } }]
        : known.keys.has(people[index]?.key ?? '')
          ? [{ code: 'roll.row.personKnown', values: { row } }]
          : [],
    )
    if (faults.length > 0) return errs(faults.slice(0, 50))
    await insertPeople(tx, cycle.id, people)
    await closeVoterChange(tx, viewer, cycle, {
      ...{ at, action: asked.add ? 'voters.rollAdded' : 'voters.rollImported', reason: 'the local roll was read from a file' },
      detail: { municipality: municipality.id, people: people.length },
    })
    return ok({ count: people.length })
  })
}

const personOf = (key: RollKey, row: RollRow, year: number): NewPerson => ({
  key: row.personalNumber ? personKey(key, row.personalNumber) : key('roll number', row.number),
  areaId: row.areaId,
  sex: row.sex,
  ageBand: ageBandOf(row.birthYear, year),
  ...{ number: row.number, name: row.name, birthYear: row.birthYear, village: row.village },
})

/** The empty table to fill in, with one row that shows how; headings in the language of who downloads it. */
export function rollTemplate(lang: Lang, cycle: Cycle): Promise<Buffer> {
  const t = words(lang)
  const area = cycle.areas[0]
  const example = {
    ...{
      number: '1',
      name: t('roll.example.name'),
      birthYear: '1990',
      sex: t('roll.example.sex'),
      village: t('roll.example.village'),
    },
    ...{ area: area ? inLanguage(area.names, lang) : '', personalNumber: '' },
  }
  const columns: SheetColumn<typeof example>[] = (Object.keys(ROLL_HEADINGS) as (keyof typeof example)[]).map(field => ({
    heading: ROLL_HEADINGS[field][lang],
    value: row => row[field],
    width: field === 'name' ? 36 : 18,
  }))
  return writeXlsx(t('roll.title'), columns, [example])
}
