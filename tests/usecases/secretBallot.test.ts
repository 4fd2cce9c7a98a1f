import { randomBytes } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import postgres from 'postgres'
import { describe, expect, it } from 'vitest'
import { backupStore } from '#db/backup.ts'
import { boxEnvelope } from '#db/schema/ballotBox.ts'
import { rollCode } from '#db/schema/voterRoll.ts'
import { seedBase } from '#db/seed/base.ts'
import { receiptOf } from '#features/participatory-budgeting/ballots/rules/receipt.ts'
import { SECRET_TABLES, shuffleStores } from '#features/participatory-budgeting/ballots/shuffleStores.ts'
import { insertEnvelope } from '#features/participatory-budgeting/ballots/store/box.ts'
import type { Voter } from '#features/participatory-budgeting/ballots/rules/voter.ts'
import type { App } from '#src/app.ts'
import { engine, engineMissing, testApp } from '#tests/support/app.ts'
import { castAs, choose, openVote, preparedBallot } from '#tests/support/ballots.ts'
import { everyColumn } from '#tests/support/everyRow.ts'
import { castBallot } from '#features/participatory-budgeting/ballots/castBallot.ts'
import { wholeStore } from '#tests/support/wholeStore.ts'

const NOW = new Date('2026-11-20T05:00:00Z')
/** A join that leads from one of so many voters to a ballot, or from one voter to so many ballots, tells nothing. */
const CROWD = 20
const BALLOTS = [['BRIDGE1'], ['LAMPS22', 'SCHOOL3'], [], ['SCHOOL3'], ['WATER55', 'BRIDGE1']]

async function voted(app: App, count: number) {
  await seedBase(app)
  const vote = await openVote(app)
  const receipts: string[] = []
  for (let n = 0; n < count; n += 1) receipts.push((await castAs(app, vote, choose(...(BALLOTS[n % 5] ?? [])))).receipt)
  return { vote, receipts }
}

describe.skipIf(engineMissing())('roll and box', () => {
  it('cannot be joined by any pair of columns after 50 votes: whatever matches is shared by a crowd', async () => {
    const app = await testApp({ now: NOW })
    await voted(app, 50)
    const [roll, box] = [await everyColumn(app.config.databaseUrl, 'roll_'), await everyColumn(app.config.databaseUrl, 'box_')]
    expect(box.find(one => one.table === 'box_envelope' && one.column === 'receipt')?.values).toHaveLength(50)
    expect(
      roll.find(one => one.table === 'roll_code' && one.column === 'state')?.values.filter(one => one === 'spent'),
    ).toHaveLength(50)
    const joins = roll.flatMap(mine =>
      box.flatMap(its => {
        const shared = new Set(mine.values.filter(value => its.values.includes(value)))
        return [...shared].map(value => ({
          by: `${mine.table}.${mine.column} = ${its.table}.${its.column}`,
          crowd: Math.max(...[mine, its].map(one => one.values.filter(other => other === value).length)),
        }))
      }),
    )
    expect(joins.filter(one => one.crowd < CROWD)).toEqual([])
    const allowed = /^roll_\w+\.(cycle_id|area_id) = box_\w+\.(cycle_id|pot)$/
    expect(joins.filter(one => !allowed.test(one.by))).toEqual([])
  })

  it('hold no instant beside a vote: no column of that kind, no value near now', async () => {
    const app = await testApp()
    await voted(app, 10)
    const perVote = (await everyColumn(app.config.databaseUrl, 'roll_')).concat(await everyColumn(app.config.databaseUrl, 'box_'))
    const tables = ['roll_code', 'roll_person', 'box_envelope', 'box_tested']
    for (const { table, column, values } of perVote.filter(one => tables.includes(one.table))) {
      expect(column, table).not.toMatch(/(^|_)(at|on|time|date|when)$/)
      // Neither milliseconds nor seconds of these days, nor UUIDv7, whose beginning is the time.
      for (const value of values.filter(one => column !== 'batch_id' || one === '')) {
        expect(value, `${table}.${column}`).not.toMatch(/^1[789]\d{8}(\d{3})?$/)
        expect(value, `${table}.${column}`).not.toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/)
      }
    }
  })

  it('say nothing of choices, salts or secrets in plain text, anywhere in the store', async () => {
    const app = await testApp({ now: NOW })
    await seedBase(app)
    const vote = await openVote(app)
    const secrets: string[] = []
    for (let n = 0; n < 12; n += 1) {
      const voter = await vote.voter()
      const { ballot } = await preparedBallot(app, voter, choose(...(BALLOTS[n % 5] ?? [])))
      const cast = await castBallot(app, voter, { cycleId: vote.cycle.id, ballot })
      expect(cast.ok).toBe(true)
      secrets.push(ballot.slice(0, 40))
    }
    const opened = (await app.store.read.select().from(boxEnvelope)).map(row => vote.open(row.sealed))
    const store = await wholeStore(app.config.databaseUrl)
    for (const one of opened) expect(store).not.toContain(one?.salt ?? 'no envelope opened')
    for (const secret of secrets) expect(store).not.toContain(secret)
    expect(store).not.toContain('"project":')
    expect(store).not.toContain('"choices":')
    expect(store).not.toContain(Buffer.from('{"project":"').toString('base64').slice(0, 14))
    expect(new Set((await app.store.read.select().from(boxEnvelope)).map(row => row.sealed.length)).size).toBe(1)
  })

  it('lose no ballot that is cast while they are copied anew', async () => {
    const app = await testApp({ now: NOW })
    await seedBase(app)
    const vote = await openVote(app)
    const voters: Voter[] = []
    while (voters.length < 48) voters.push(await vote.voter())
    const casts = voters.map(async (voter, n) => {
      await new Promise(resolve => setTimeout(resolve, n * 4))
      return (await castAs(app, vote, choose('BRIDGE1'), voter)).receipt
    })
    for (let n = 0; n < 4; n += 1) await shuffleStores(app)
    const receipts = await Promise.all(casts)
    await shuffleStores(app)
    const rows = await app.store.read.select().from(boxEnvelope)
    expect(rows.map(row => row.receipt).toSorted()).toEqual(receipts.toSorted())
    const codes = await app.store.read.select().from(rollCode)
    expect(codes.filter(one => one.state === 'spent')).toHaveLength(48)
  })
})

/** The order in which these texts first stand in the files of a SQLite store, or in PostgreSQL's places on the disk. */
async function placesOf(app: App, texts: readonly string[], what: 'box' | 'roll'): Promise<string[]> {
  const url = app.config.databaseUrl
  if (engine === 'sqlite') {
    const bytes = [url.slice(5), `${url.slice(5)}-wal`].map(file => readFileSync(file).toString('latin1')).join('')
    expect(texts.filter(text => !bytes.includes(text))).toEqual([])
    return texts
      .map(text => ({ text, at: bytes.indexOf(text) }))
      .sort((a, b) => a.at - b.at)
      .map(one => one.text)
  }
  const client = postgres(url, { max: 1 })
  const table =
    what === 'box'
      ? client`select receipt as t from ballot_box.box_envelope order by ctid`
      : client`select key as t from voter_roll.roll_code order by ctid`
  const rows = await table
  await client.end()
  return rows.map(row => String(row.t))
}

describe.skipIf(engineMissing())('what the disk tells', () => {
  const envelopes = Array.from({ length: 40 }, (_, n) => ({
    ...{
      cycleId: 'c-2026',
      pot: 'c-2026-whole',
      receipt: receiptOf('c-2026', `secret ${n}`),
      sealed: randomBytes(700).toString('base64url'),
    },
    fingerprint: randomBytes(32).toString('hex'),
  }))
  const codes = envelopes.map((_, n) => randomBytes(32).toString('hex').slice(0, 60) + String(n).padStart(4, '0'))

  async function storeIn(order: readonly number[]): Promise<App> {
    const app = await testApp({ now: NOW })
    await app.store.write(async tx => {
      await tx.insert(rollCode).values(
        codes.map((key, n) => ({
          ...{ key, cycleId: 'c-2026', areaId: 'c-2026-whole', batchId: 'b' },
          ...{ serial: `1-${n}`, state: 'handed' as const },
        })),
      )
    })
    for (const n of order) {
      const envelope = envelopes[n]
      if (envelope)
        await app.store.write(async tx => {
          await tx
            .update(rollCode)
            .set({ state: 'spent', started: true })
            .where(eq(rollCode.key, codes[n] ?? ''))
          return insertEnvelope(tx, envelope)
        })
    }
    return app
  }
  const straight = envelopes.map((_, n) => n)
  const mixed = straight.map(n => (n * 17) % 40)

  it('is the order of casting before the night, and nothing of it after: the same for any order', async () => {
    const [one, other] = [await storeIn(straight), await storeIn(mixed)]
    const receipts = envelopes.map(row => row.receipt)
    if (engine === 'postgres') {
      expect(await placesOf(one, receipts, 'box')).toEqual(receipts)
      expect(await placesOf(other, receipts, 'box')).toEqual(mixed.map(n => receipts[n]))
      // A changed row of the roll may take the place of an older one, so its order is told in part only.
      expect(await placesOf(one, codes, 'roll')).not.toEqual(codes.toSorted())
    }
    expect(await placesOf(one, receipts, 'box')).not.toEqual(await placesOf(other, receipts, 'box'))
    await shuffleStores(one)
    await shuffleStores(other)
    for (const what of ['box', 'roll'] as const) {
      const texts = what === 'box' ? receipts : codes
      expect(await placesOf(one, texts, what)).toEqual(await placesOf(other, texts, what))
    }
    // Reading in the engine's own order tells as little.
    const rows = await one.store.read.select({ receipt: boxEnvelope.receipt }).from(boxEnvelope)
    if (engine === 'postgres') expect(rows.map(row => row.receipt)).toEqual(receipts.toSorted())
  })

  it('is nothing left over either: no log and no second copy, or no transaction that names pairs', async () => {
    const app = await storeIn(mixed)
    if (engine === 'postgres') {
      const client = postgres(app.config.databaseUrl, { max: 1 })
      const joined = () => client`
        select c.key, e.receipt from voter_roll.roll_code c join ballot_box.box_envelope e on e.xmin::text = c.xmin::text`
      expect((await joined()).length).toBe(40)
      await shuffleStores(app)
      expect((await joined()).length).toBe(40 * 40)
      await client.end()
      return
    }
    const file = app.config.databaseUrl.slice(5)
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(0)
    await shuffleStores(app)
    expect(statSync(`${file}-wal`).size).toBe(0)
    const bytes = readFileSync(file).toString('latin1')
    for (const { sealed } of envelopes) expect(bytes.split(sealed.slice(100, 200)).length - 1).toBe(1)
    for (const table of ['box_envelope', 'roll_code', 'box_tested']) expect(bytes).not.toContain(`${table}_anew`)
  })

  // PostgreSQL has backups of its own.
  if (engine === 'sqlite')
    it('is not in a backup either, taken before the night', async () => {
      const [one, other] = [await storeIn(straight), await storeIn(mixed)]
      const orders = [one, other].map(app => {
        const file = `${app.config.dataDir}/backup`
        backupStore(app.config.databaseUrl, `${app.config.dataDir}/files`, file, SECRET_TABLES)
        const bytes = readFileSync(file).toString('latin1')
        const texts = [...envelopes.map(row => row.receipt), ...codes]
        expect(texts.filter(text => !bytes.includes(text))).toEqual([])
        return texts
          .map(text => ({ text, at: bytes.indexOf(text) }))
          .sort((a, b) => a.at - b.at)
          .map(found => found.text)
      })
      expect(orders[0]).toEqual(orders[1])
    })
})
