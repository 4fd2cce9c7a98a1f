import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { keepStatements } from '#db/statements.ts'

describe('kept statements', () => {
  it('answer rows and raw values from one text, in any order, with each call its own values', () => {
    const db = keepStatements(new Database(':memory:'))
    const text = 'SELECT ? AS n'
    expect(db.prepare(text).all(1)).toEqual([{ n: 1 }])
    expect(db.prepare(text).raw().all(2)).toEqual([[2]])
    expect(db.prepare(text).get(3)).toEqual({ n: 3 })
    expect(db.prepare(text)).toBe(db.prepare(text))
    db.close()
  })

  it('go when there are too many of them, and are compiled again when asked for', () => {
    const db = keepStatements(new Database(':memory:'))
    const first = db.prepare('SELECT 0 AS n')
    for (let n = 1; n <= 400; n += 1) db.prepare(`SELECT ${n} AS n`)
    const again = db.prepare('SELECT 0 AS n')
    expect(again).not.toBe(first)
    expect([first.get(), again.get()]).toEqual([{ n: 0 }, { n: 0 }])
    db.close()
  })

  it('follow a table that changed its shape meanwhile', () => {
    const db = keepStatements(new Database(':memory:'))
    db.exec('CREATE TABLE t (a)')
    db.prepare('INSERT INTO t VALUES (?)').run(1)
    expect(db.prepare('SELECT * FROM t').all()).toEqual([{ a: 1 }])
    db.exec('ALTER TABLE t ADD COLUMN b DEFAULT 2')
    expect(db.prepare('SELECT * FROM t').all()).toEqual([{ a: 1, b: 2 }])
    db.close()
  })
})
