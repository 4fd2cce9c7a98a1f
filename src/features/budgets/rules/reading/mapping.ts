import { z } from 'zod'

/** What a column may be read as; `ignore` leaves it out. */
export const COLUMN_ROLES = [
  'name',
  'plan',
  'actual',
  'functionalCode',
  'economicCode',
  'mixedCode',
  'localCode',
  'side',
  'ordinal',
  'note',
  'ignore',
] as const
export type ColumnRole = (typeof COLUMN_ROLES)[number]

/** Roles by the number of the column; a column that is not named is left out. */
export type ColumnRoles = Readonly<Record<string, ColumnRole>>
const columnRoles = z.record(z.string().regex(/^\d{1,3}$/), z.enum(COLUMN_ROLES))

/** What a person says about the tables of a file where the portal's own reading is not right, by the place of the sheet, from 0. */
export const mappingSchema = z.object({
  unit: z.enum(['som', 'thousandSom']).optional(),
  sheets: z.record(
    z.string().regex(/^\d{1,3}$/),
    z.object({
      read: z.boolean(),
      /** Row that holds the headings, where it is not the one that the portal found. */
      headerRow: z.number().int().min(1).optional(),
      columns: columnRoles,
    }),
  ),
})
export type Mapping = z.output<typeof mappingSchema>

/** What was said about a table with the same headings before. */
export interface Remembered {
  readonly columns: ColumnRoles
  readonly unit?: Mapping['unit']
}
/** What is known beside the file: what a person says of it now, and what was said of earlier ones, by their fingerprint. */
export interface Said {
  readonly mapping?: Mapping | undefined
  readonly remembered?: ReadonlyMap<string, Remembered> | undefined
}

/** Why a column or a sheet is left out. */
export type LeftOut = 'noHeading' | 'unknownHeading' | 'share' | 'otherYear' | 'otherColumn' | 'asSaid'

/** A column as a person is shown it, with what the portal takes it for. */
export interface SeenColumn {
  readonly column: number
  readonly heading: string
  /** The first things that stand in it. */
  readonly samples: readonly string[]
  readonly role: ColumnRole
  readonly leftOut?: LeftOut | undefined
}
/** A sheet as a person is shown it. */
export interface SeenSheet {
  /** Its place in the file, from 0. */
  readonly at: number
  readonly name?: string | undefined
  readonly rows: number
  readonly state: 'read' | 'otherYear' | 'noTable' | 'asSaid'
  readonly headerRow?: number | undefined
  /** The same headings have the same fingerprint, whatever the year. */
  readonly fingerprint?: string | undefined
  /** Columns are read as somebody said of an earlier file. */
  readonly isRemembered: boolean
  /** Revenue and expenditure stand side by side. */
  readonly sideBySide: boolean
  readonly columns: readonly SeenColumn[]
}
