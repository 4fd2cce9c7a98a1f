import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { auditEntry } from '#db/schema/audit.ts'
import { recordAudit } from '#features/audit/recordAudit.ts'
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
