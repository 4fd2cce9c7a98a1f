/**
 * One vocabulary of columns for two engines. The engine follows DATABASE_URL when this module loads; types are SQLite's,
 * so that a feature's schema and store are written and checked once.
 * An instant is `integer` milliseconds on SQLite and `timestamptz` on PostgreSQL; JSON is `text` and `jsonb`;
 * integers are `integer` and `bigint` read as numbers.
 */
import { type AnyColumn, type SQL, sql } from 'drizzle-orm'
import * as pg from 'drizzle-orm/pg-core'
import * as lite from 'drizzle-orm/sqlite-core'
import { engineOf } from '../src/platform/engine.ts'
import { foldText } from '../src/platform/fold.ts'

const postgres = engineOf(process.env.DATABASE_URL) === 'postgres'

const choose = <T>(sqlite: T, other: unknown): T => (postgres ? (other as T) : sqlite)

export const table = choose(lite.sqliteTable, pg.pgTable)
/**
 * Tables in a schema of their own on PostgreSQL; SQLite has one for all. The answer of `schemaOf` has to be exported beside the
 * tables, or no migration makes the schema.
 */
export const schemaOf = (name: string) => (postgres ? pg.pgSchema(name) : undefined)
export const tableIn = (schema: ReturnType<typeof schemaOf>) => choose(lite.sqliteTable, schema?.table)
export const index = choose(lite.index, pg.index)
export const uniqueIndex = choose(lite.uniqueIndex, pg.uniqueIndex)
export const primaryKey = choose(lite.primaryKey, pg.primaryKey)

/** Text; `text('kind').$type<'a' | 'b'>()` narrows it. */
export const text = (name: string) => choose(lite.text(name), pg.text(name))
/** Whole numbers up to 2⁵³: counts, years, tyiyn. */
export const integer = (name: string) => choose(lite.integer(name), pg.bigint(name, { mode: 'number' }))
export const real = (name: string) => choose(lite.real(name), pg.doublePrecision(name))
export const boolean = (name: string) => choose(lite.integer(name, { mode: 'boolean' }), pg.boolean(name))
/** A point in time, a `Date` in code. */
export const instant = (name: string) =>
  choose(lite.integer(name, { mode: 'timestamp_ms' }), pg.timestamp(name, { withTimezone: true, mode: 'date', precision: 3 }))
/** A calendar date, `YYYY-MM-DD`. */
export const date = (name: string) => text(name)
/** A JSON value; PostgreSQL reorders its keys, so never compare it by text. */
export const json = <T>(name: string) => choose(lite.text(name, { mode: 'json' }).$type<T>(), pg.jsonb(name).$type<T>())
/** An integer that the engine counts up: only for queues and chains that need an order, never for public references. */
export const sequence = (name: string) =>
  choose(
    lite.integer(name).primaryKey({ autoIncrement: true }),
    pg.bigint(name, { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  )

// What `fold()` does for SQLite, as far as single letters go: capitals and letters written for one another, each for its
// stand-in; those without one, at the end, are dropped. Not `lower()`: a database of the C locale knows no Cyrillic.
const STAND_INS: Readonly<Record<string, string>> = {
  ң: 'н', ӊ: 'н', ө: 'о', ѳ: 'о', ү: 'у', ё: 'е', й: 'и', э: 'е', ы: 'и', җ: 'ж', қ: 'к', ғ: 'г', ҳ: 'х',
} // prettier-ignore
const SMALL = [...'абвгдеёжзийклмнопрстуфхцчшщыэюяңӊөѳүҗқғҳ']
const FROM = `${SMALL.join('')}${SMALL.join('').toUpperCase()}ъьЪЬ`
const TO = [...SMALL, ...SMALL].map(letter => STAND_INS[letter] ?? letter).join('')
/**
 * Whether a text contains another, as search compares them; for few rows, since no index helps. What has neither letters nor
 * digits is found nowhere.
 */
export function contains(column: AnyColumn, query: string): SQL {
  if (foldText(query) === '') return sql`1 = 0`
  if (!postgres) return sql`fold(${column}) like '%' || fold(${query}) || '%'`
  const plain = query.trim().replace(/[%_\\]/g, '\\$&')
  return sql`translate(lower(${column}), ${FROM}, ${TO}) like '%' || translate(lower(${plain}), ${FROM}, ${TO}) || '%'`
}
