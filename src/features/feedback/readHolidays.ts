import { dateInBishkek, type IsoDate, isoDate, startOfDate } from '#platform/dates.ts'
import type { Holidays } from '#platform/workingDays.ts'
import { holidaysFile, readySentencesFile } from './forms/catalogueFiles.ts'
import { loadCatalogueFile } from './readCatalogue.ts'
import type { Standing } from './rules/catalogue.ts'

export interface KnownHolidays extends Holidays {
  /** Days without work as they are listed, oldest first, with how sure each is. */
  readonly listed: readonly { readonly from: IsoDate; readonly to: IsoDate; readonly name: string; readonly standing: Standing }[]
  /** The last year whose days are listed; terms that reach beyond it count weekends only. */
  readonly until: number
}

const DAY_MS = 86_400_000
let kept: KnownHolidays | undefined

/** Holidays and moved days, from `content/catalogue/holidays.yaml`; read and checked once. */
export function readHolidays(): KnownHolidays {
  if (kept) return kept
  const file = loadCatalogueFile('holidays.yaml', holidaysFile)
  const daysOff = new Set<string>()
  const workedDays = new Set<string>()
  const listed = file.years.flatMap(year =>
    year.days.map(({ from, to, worked, ...rest }) => {
      const stretch = { from: known(from), to: known(to ?? from) }
      for (const date of days(stretch)) (worked ? workedDays : daysOff).add(date)
      return { ...stretch, ...rest, worked }
    }),
  )
  kept = {
    ...{ daysOff, workedDays, listed: listed.filter(one => !one.worked) },
    until: Math.max(...file.years.map(one => one.year)),
  }
  return kept
}

const known = (text: string): IsoDate => {
  const date = isoDate(text)
  if (!date) throw new Error(`holidays.yaml: ${text} is no date`)
  return date
}

function* days({ from, to }: { from: IsoDate; to: IsoDate }): Generator<IsoDate> {
  for (let at = startOfDate(from); at <= startOfDate(to); at = new Date(at.getTime() + DAY_MS)) yield dateInBishkek(at)
}

let sentences: readonly { readonly code: string; readonly words: Readonly<Record<'ky' | 'ru' | 'en', string>> }[] | undefined

/** Sentences that every office may use, from `content/catalogue/readySentences.yaml`. */
export const readReadySentences = () => (sentences ??= loadCatalogueFile('readySentences.yaml', readySentencesFile).sentences)
