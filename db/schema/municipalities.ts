import { boolean, date, index, instant, integer, real, table, text, uniqueIndex } from '../columns.ts'

export type UnitKind = 'country' | 'oblast' | 'raion' | 'city_republican' | 'city_oblast' | 'town' | 'aiyl_aimak'

/** An administrative unit, from the country to an aiyl aimak or city. */
export const unit = table(
  'unit',
  {
    id: text('id').primaryKey(),
    kind: text('kind').$type<UnitKind>().notNull(),
    /** The place in an address, e.g. `myrza-ake`; unique, kept when the unit is renamed. */
    slug: text('slug').notNull(),
    parentId: text('parent_id'),
    nameKy: text('name_ky').notNull(),
    nameRu: text('name_ru').notNull(),
    nameEn: text('name_en').notNull(),
    /** Has a council and a budget of its own: cities and aiyl aimaks. */
    isMunicipality: boolean('is_municipality').notNull(),
    /** ISO 3166-2, for oblasts and the two cities of republican standing. */
    iso: text('iso'),
    population: integer('population'),
    /** As the source gives it: a day, a month or a year, e.g. `2026-01-01`, `2025-09`, `2021`. */
    populationDate: text('population_date'),
    lat: real('lat'),
    lon: real('lon'),
    /** As far as known: a day, a month or a year. A unit with `validTo` stands no more; `unit_link` says what it became. */
    validFrom: date('valid_from'),
    validTo: date('valid_to'),
    /** `confirmed` by a stored source, or `check`: shown as "to be confirmed". */
    standing: text('standing').$type<'confirmed' | 'check'>().notNull(),
    evidence: text('evidence').notNull(),
    note: text('note').notNull(),
  },
  t => [uniqueIndex('unit_slug').on(t.slug), index('unit_parent').on(t.parentId)],
)

/** SOATE codes over time; a code may be reused by another unit later. */
export const unitCode = table(
  'unit_code',
  {
    id: text('id').primaryKey(),
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    code: text('code').notNull(),
    /** `other`: a second code that some registers write for the same unit. */
    kind: text('kind').$type<'current' | 'former' | 'other'>().notNull(),
    validFrom: date('valid_from'),
    validTo: date('valid_to'),
    evidence: text('evidence').notNull(),
  },
  t => [index('unit_code_code').on(t.code), index('unit_code_unit').on(t.unitId)],
)

/** Every name a unit can be found by, folded for search: current ones in three languages, former ones, variants. */
export const unitName = table(
  'unit_name',
  {
    id: text('id').primaryKey(),
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    name: text('name').notNull(),
    /** `foldForSearch` of the name without its kind of unit ("айыл аймагы", "район"). */
    folded: text('folded').notNull(),
    kind: text('kind').$type<'current' | 'former' | 'variant'>().notNull(),
    language: text('language').$type<'ky' | 'ru' | 'en' | 'und'>().notNull(),
    validTo: date('valid_to'),
  },
  t => [index('unit_name_folded').on(t.folded), index('unit_name_unit').on(t.unitId)],
)

/** `from` was merged into, split into, or renamed to `to`. */
export const unitLink = table(
  'unit_link',
  {
    id: text('id').primaryKey(),
    fromId: text('from_id')
      .notNull()
      .references(() => unit.id),
    toId: text('to_id')
      .notNull()
      .references(() => unit.id),
    since: date('since'),
    evidence: text('evidence').notNull(),
  },
  t => [index('unit_link_from').on(t.fromId), index('unit_link_to').on(t.toId)],
)

export const village = table(
  'village',
  {
    id: text('id').primaryKey(),
    municipalityId: text('municipality_id')
      .notNull()
      .references(() => unit.id),
    nameKy: text('name_ky').notNull(),
    nameRu: text('name_ru').notNull(),
    nameEn: text('name_en').notNull(),
    population: integer('population'),
    isDemo: boolean('is_demo').notNull(),
  },
  t => [index('village_municipality').on(t.municipalityId)],
)

/** Who is in charge and how to reach them. */
export const unitContact = table('unit_contact', {
  unitId: text('unit_id')
    .primaryKey()
    .references(() => unit.id),
  headName: text('head_name'),
  address: text('address'),
  phone: text('phone'),
  email: text('email'),
  website: text('website'),
  isDemo: boolean('is_demo').notNull(),
  updatedAt: instant('updated_at').notNull(),
  /** Counts changes in the office: one made on an older version is refused. */
  version: integer('version').notNull().default(0),
})
