import { AsyncLocalStorage } from 'node:async_hooks'
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'
import type { Result } from '#platform/result.ts'
import type { Engine } from '#platform/engine.ts'
import type { OrderedTable } from './tableOrder.ts'

/**
 * A Drizzle database, typed as SQLite's on both engines. Every query is awaited; only portable SQL is written with it.
 * `Reading` has no brand: a store function that takes one may be handed a transaction as well.
 */
// biome-ignore lint/suspicious/noExplicitAny: the run result differs by driver and is never read; rows come from `returning`.
export type Reading = BaseSQLiteDatabase<'async', any, Record<string, never>>
declare const transaction: unique symbol
/** The same, inside one transaction of `store.write`. */
export type Writing = Reading & { readonly [transaction]: true }

export interface Store {
  readonly engine: Engine
  /** For queries: SQLite's read-only connection, PostgreSQL's pool or replica. */
  readonly read: Reading
  /**
   * One durable transaction: when the promise settles, the work is on disk. A thrown error or a returned `err` rolls back.
   * Inside, await only the database, and never write again: a write within a write would wait for itself, so it throws.
   * On SQLite, waiting writes share one commit. On PostgreSQL the work may be done again where another transaction broke it
   * off, so it changes nothing but the database.
   */
  write<T>(work: (tx: Writing) => Promise<T>): Promise<T>
  /** Within a write: nobody else writes to this table until it ends, and what others began has ended. */
  holdStill(tx: Writing, table: OrderedTable['table']): Promise<void>
  /**
   * Copies tables anew in one transaction, each in the order of its columns, so that nothing on the disk says in which order
   * rows were written; on SQLite the write-ahead log is emptied as well. No write of others is lost: they wait. Answers whether
   * the log is empty. For tables that no foreign key points to; docs/decisions/0019.
   */
  copyInOrder(tables: readonly OrderedTable[]): Promise<boolean>
  /** Tags of pages changed by committed writes of any process since the last call. Cheap enough to ask on every request. */
  changedTags(): readonly string[]
  /** Answers within a second, or throws: for `/readyz`. */
  ping(): Promise<void>
  close(): Promise<void>
}

/** Thrown inside a transaction to roll back a returned refusal. */
export class Refused extends Error {
  readonly result: Result<unknown>
  constructor(result: Result<unknown>) {
    super('refused')
    this.result = result
  }
}

export const isRefusal = (value: unknown): value is Extract<Result<unknown>, { ok: false }> =>
  typeof value === 'object' && value !== null && 'ok' in value && value.ok === false && 'refusals' in value

const inside = new AsyncLocalStorage<true>()

/** Runs the work of one write, marked, so that a write within it is found at once instead of waiting for ever. */
export const runWrite = <T>(work: (tx: Writing) => Promise<T>, tx: Writing): Promise<T> => inside.run(true, () => work(tx))
export function refuseNestedWrite(): void {
  if (inside.getStore()) throw new Error('store.write inside store.write: hand the transaction on instead')
}
