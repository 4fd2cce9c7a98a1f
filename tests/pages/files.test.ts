import { describe, expect, it, onTestFinished } from 'vitest'
import { attachDocument } from '#features/documents/attachDocument.ts'
import { keepFile } from '#features/documents/keepFile.ts'
import { publishDocuments, withdrawDocuments } from '#features/documents/publishDocuments.ts'
import { readUpload } from '#features/documents/readUpload.ts'
import { readConfig } from '#platform/config.ts'
import { paths } from '#platform/paths.ts'
import { buildApp } from '#src/app.ts'
import { engineMissing, freshDatabase } from '#tests/support/app.ts'
import { startServer } from '#tests/support/server.ts'
import { pdf, photograph, upload } from '#tests/support/uploads.ts'

describe.skipIf(engineMissing())('the address of a file', () => {
  it('answers while it is published, with headers that let nothing run, and 404 at once when it is withdrawn', async () => {
    const settings = await freshDatabase()
    const app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    onTestFinished(() => app.close())
    const attach = async (file: File) => {
      const checked = await readUpload(app, file)
      if (!checked.ok) throw new Error(checked.refusals[0].code)
      const kept = await keepFile(app, checked.value)
      const owner = { ownerType: 'report', ownerId: 'r1', municipalityId: 'm1', kept, by: 'operator' } as const
      const attached = await app.store.write(tx => attachDocument(app, tx, owner))
      if (!attached.ok) throw new Error(attached.refusals[0].code)
      return attached.value
    }
    const [paper, photo] = [await attach(upload('токтом.pdf', pdf())), await attach(upload('a.jpg', await photograph()))]
    const server = await startServer(settings)
    onTestFinished(() => server.stop())
    const get = (one: { id: string; fileName: string }, query = '', headers = {}) =>
      fetch(`${server.url}${paths.file(one.id, one.fileName)}${query}`, { headers })

    expect((await get(paper)).status).toBe(404)
    await app.store.write(tx => publishDocuments(app, tx, 'report', 'r1'))
    const answer = await get(paper)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'/)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('cache-control')).toBe('no-cache')
    expect(await answer.text()).toBe(pdf())
    const again = await get(paper, '', { 'If-None-Match': String(answer.headers.get('etag')) })
    expect(again.status).toBe(304)
    const small = await get(photo, '?size=small')
    expect(small.headers.get('content-type')).toBe('image/webp')
    expect((await small.arrayBuffer()).byteLength).toBeLessThan(20_000)
    expect((await get({ id: 'no-such', fileName: 'a.pdf' })).status).toBe(404)
    expect((await fetch(`${server.url}/files/%00/a`)).status).toBe(400)

    await app.store.write(tx => withdrawDocuments(app, tx, 'report', 'r1'))
    expect((await get(paper, '', { 'If-None-Match': String(answer.headers.get('etag')) })).status).toBe(404)
    expect((await get(photo, '?size=small')).status).toBe(404)
  })
})
