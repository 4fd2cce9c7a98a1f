import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { auditEntry, auditHead } from '#db/schema/audit.ts'
import { recordAudit } from '#features/audit/recordAudit.ts'
import { chainHash } from '#features/audit/rules/chain.ts'
import { verifyAudit } from '#features/audit/verifyAudit.ts'
import { err } from '#platform/result.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'

const entry = (n: number) => ({
  at: new Date(Date.UTC(2026, 0, 1, 0, 0, n)),
  actor: 'operator',
  action: 'test.done',
  subject: { type: 'test', id: String(n) },
  reason: 'to see the chain grow',
  detail: { n },
})

describe.skipIf(engineMissing())('the audit trail', () => {
  it('is sound after many writes at once, in one unbroken sequence', async () => {
    const app = await testApp()
    await Promise.all(Array.from({ length: 50 }, (_, n) => app.store.write(tx => recordAudit(tx, entry(n)))))
    expect(await verifyAudit(app.store.read)).toMatchObject({ sound: true, entries: 50 })
  })

  it('finds an entry that was changed, and one that was removed', async () => {
    const app = await testApp()
    for (let n = 0; n < 5; n += 1) await app.store.write(tx => recordAudit(tx, entry(n)))
    await app.store.write(tx => tx.update(auditEntry).set({ reason: 'another reason' }).where(eq(auditEntry.seq, 3)))
    expect(await verifyAudit(app.store.read)).toEqual({ sound: false, seq: 3, fault: 'changed' })
    await app.store.write(tx => tx.delete(auditEntry).where(eq(auditEntry.seq, 3)))
    expect(await verifyAudit(app.store.read)).toEqual({ sound: false, seq: 3, fault: 'missing' })
    await app.store.write(tx => tx.delete(auditEntry))
    expect(await verifyAudit(app.store.read)).toMatchObject({ sound: false, fault: 'cut' })
  })

  it('finds a change of any column of any entry', async () => {
    const app = await testApp()
    for (let n = 0; n < 4; n += 1) await app.store.write(tx => recordAudit(tx, entry(n)))
    const [first] = await app.store.read.select().from(auditEntry).where(eq(auditEntry.seq, 2))
    if (!first) throw new Error('no entry')
    const changed: Partial<Record<keyof typeof first, unknown>> = {
      at: new Date(first.at.getTime() + 1),
      actor: 'account:x',
      action: 'test.undone',
      subjectType: 'tests',
      subjectId: '22',
      reason: `${first.reason} `,
      detail: '{"n":2}',
      previousHash: 'f'.repeat(64),
      hash: '0'.repeat(64),
    }
    expect(Object.keys(changed).sort()).toEqual(
      Object.keys(first)
        .filter(name => name !== 'seq')
        .sort(),
    )
    for (const [column, value] of Object.entries(changed)) {
      await app.store.write(tx =>
        tx
          .update(auditEntry)
          .set({ [column]: value })
          .where(eq(auditEntry.seq, 2)),
      )
      expect(await verifyAudit(app.store.read), column).toEqual({ sound: false, seq: 2, fault: 'changed' })
      await app.store.write(tx => tx.update(auditEntry).set(first).where(eq(auditEntry.seq, 2)))
    }
    expect(await verifyAudit(app.store.read)).toMatchObject({ sound: true, entries: 4 })
    await app.store.write(tx => tx.update(auditEntry).set({ seq: 9 }).where(eq(auditEntry.seq, 2)))
    expect(await verifyAudit(app.store.read)).toEqual({ sound: false, seq: 2, fault: 'missing' })
  })

  it('finds the last entry cut off, one added behind, two exchanged, and a head that was moved', async () => {
    const app = await testApp()
    for (let n = 0; n < 4; n += 1) await app.store.write(tx => recordAudit(tx, entry(n)))
    const rows = await app.store.read.select().from(auditEntry)
    const [one, two, last] = [rows[0], rows[1], rows[3]]
    if (!one || !two || !last) throw new Error('entries are missing')
    await app.store.write(tx => tx.delete(auditEntry).where(eq(auditEntry.seq, 4)))
    expect(await verifyAudit(app.store.read)).toEqual({ sound: false, seq: 4, fault: 'cut' })
    await app.store.write(tx => tx.insert(auditEntry).values(last))
    expect(await verifyAudit(app.store.read)).toMatchObject({ sound: true })

    // Whoever adds an entry and chains it well is found by the head; only who rewrites the head as well is not.
    const forged = { ...last, seq: 5, reason: 'never happened', previousHash: last.hash }
    await app.store.write(tx => tx.insert(auditEntry).values({ ...forged, hash: chainHash(last.hash, forged) }))
    expect(await verifyAudit(app.store.read)).toMatchObject({ sound: false, fault: 'cut' })
    await app.store.write(tx => tx.delete(auditEntry).where(eq(auditEntry.seq, 5)))

    for (const [seq, row] of [
      [1, two],
      [2, one],
    ] as const)
      // prettier-ignore
      await app.store.write(tx => tx.update(auditEntry).set({ reason: row.reason, subjectId: row.subjectId, detail: row.detail, hash: row.hash }).where(eq(auditEntry.seq, seq)))
    expect(await verifyAudit(app.store.read)).toEqual({ sound: false, seq: 1, fault: 'changed' })
    for (const row of [one, two]) await app.store.write(tx => tx.update(auditEntry).set(row).where(eq(auditEntry.seq, row.seq)))
    await app.store.write(tx => tx.update(auditHead).set({ hash: one.hash }))
    expect(await verifyAudit(app.store.read)).toMatchObject({ sound: false, fault: 'cut' })
    await app.store.write(tx => tx.delete(auditHead))
    expect(await verifyAudit(app.store.read)).toMatchObject({ sound: false, fault: 'cut' })
  })

  it('finds a chain that was rewritten to its head, by a head noted before', async () => {
    const app = await testApp()
    for (let n = 0; n < 3; n += 1) await app.store.write(tx => recordAudit(tx, entry(n)))
    const before = await verifyAudit(app.store.read)
    if (!before.sound) throw new Error('not sound')
    await app.store.write(async tx => {
      await tx.delete(auditEntry)
      await tx.delete(auditHead)
    })
    for (let n = 0; n < 4; n += 1) await app.store.write(tx => recordAudit(tx, { ...entry(n), reason: 'another story' }))
    expect(await verifyAudit(app.store.read)).toMatchObject({ sound: true, entries: 4 })
    expect(await verifyAudit(app.store.read, before)).toEqual({ sound: false, seq: 3, fault: 'rewritten' })
    expect(await verifyAudit(app.store.read, { ...before, entries: 9 })).toMatchObject({ sound: false, fault: 'cut' })
  })

  it('rolls back with the refusal or the error of its use case, alone among writes that share a commit', async () => {
    const app = await testApp()
    const results = await Promise.allSettled([
      app.store.write(tx => recordAudit(tx, entry(1))),
      app.store.write(async tx => {
        await recordAudit(tx, entry(2))
        return err('test.refused')
      }),
      app.store.write(async tx => {
        await recordAudit(tx, entry(3))
        throw new Error('broken')
      }),
      app.store.write(tx => recordAudit(tx, entry(4))),
    ])
    expect(results.map(result => result.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
    expect(await verifyAudit(app.store.read)).toMatchObject({ sound: true, entries: 2 })
  })
})
