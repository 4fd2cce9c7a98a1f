import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { attachDocument } from '#features/documents/attachDocument.ts'
import { keepFile } from '#features/documents/keepFile.ts'
import { publishDocuments, removeDocument, withdrawDocuments } from '#features/documents/publishDocuments.ts'
import { readDocumentFile } from '#features/documents/readDocumentFile.ts'
import { readDocuments } from '#features/documents/readDocuments.ts'
import { readUpload } from '#features/documents/readUpload.ts'
import { cleanFileName } from '#features/documents/rules/fileName.ts'
import { DOCX, MOST_ATTACHED, PDF, XLSX } from '#features/documents/rules/upload.ts'
import { sweepFiles } from '#features/documents/sweepFiles.ts'
import { documentHeaders } from '#features/documents/views/documentHeaders.ts'
import { VISITOR } from '#features/identity/rules/viewer.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { office, pdf, photograph, upload } from '#tests/support/uploads.ts'
import { holding, placedKnockers } from '#tests/support/viewers.ts'

const HERE = ['m1', 'raion', 'oblast']
const within = async () => HERE

async function read(app: App, file: File) {
  const checked = await readUpload(app, file)
  return checked.ok ? checked.value : checked.refusals[0].code
}

describe.skipIf(engineMissing())('a file that is sent', () => {
  it('is what its bytes say, whatever its name and the browser say', async () => {
    const app = await testApp()
    expect(await read(app, upload('отчёт.exe', pdf(), 'text/html'))).toMatchObject({ mimeType: PDF, fileName: 'отчёт.pdf' })
    expect(await read(app, upload('a.zip', office('docx')))).toMatchObject({ mimeType: DOCX, fileName: 'a.docx' })
    expect(await read(app, upload('b.xlsx', office('xlsx')))).toMatchObject({ mimeType: XLSX, fileName: 'b.xlsx' })
    expect(await read(app, upload('c.pdf', '<html><script>alert(1)</script>', 'application/pdf'))).toBe('file.kind')
    expect(await read(app, upload('d.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml'))).toBe('file.kind')
    expect(await read(app, upload('e.docx', office('docx').slice(0, 200)))).toBe('file.broken')
    expect(await read(app, upload('f.pdf', ''))).toBe('file.empty')
    expect(await read(app, upload('g.pdf', Buffer.alloc(15 * 1024 * 1024 + 1)))).toBe('file.tooLarge')
    const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2_000)])
    expect(await read(app, upload('h.doc', old))).toBe('file.oldOffice')
    const locked = Buffer.concat([old, Buffer.from('EncryptedPackage', 'utf16le')])
    expect(await read(app, upload('h.docx', locked))).toBe('file.encrypted')
  })

  it('may not run anything: macros, ActiveX, scripts and commands of a PDF', async () => {
    const app = await testApp()
    expect(await read(app, upload('a.docm', office('docx', { 'word/vbaProject.bin': 'x' })))).toBe('file.macros')
    expect(await read(app, upload('a.docx', office('docx', { 'word/activeX/activeX1.xml': 'x' })))).toBe('file.macros')
    const enabled = '<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
    expect(await read(app, upload('a.xlsx', office('xlsx', {}, enabled)))).toBe('file.macros')
    expect(await read(app, upload('a.zip', office('docx', {}).slice(0)))).toMatchObject({ mimeType: DOCX })
    for (const inside of [
      '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>',
      '/OpenAction << /S /Launch /F (cmd.exe) >>',
      '/OpenAction << /S /J#61vaScript /J#53 (x) >>',
    ])
      expect(await read(app, upload('a.pdf', pdf(inside))), inside).toBe('file.active')
    // A viewer skips comments, so what stands between these is no stream to it.
    for (const action of ['/S /JavaScript /JS (app.alert(1))', '/S /J#61vaScript /JS (x)', '/S /Launch /F (cmd.exe)'])
      expect(await read(app, upload('a.pdf', pdf(`%stream\n${action}\n%endstream\n`))), action).toBe('file.active')
    expect(await read(app, upload('a.pdf', pdf('', '/Encrypt 5 0 R')))).toBe('file.encrypted')
    const packed = deflateSync(Buffer.from('7 0 << /S /JavaScript /JS (x) >>'))
    const hidden = Buffer.concat([
      Buffer.from('%PDF-1.7\n3 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >>\nstream\n'),
      packed,
      Buffer.from('\nendstream\nendobj\n%%EOF'),
    ])
    expect(await read(app, upload('a.pdf', hidden))).toBe('file.active')
    // A picture's bytes may hold the same letters.
    expect(await read(app, upload('a.pdf', pdf('>> stream\n/JS \nendstream <<')))).toMatchObject({ mimeType: PDF })
  })

  it('may not unpack to more than a document holds, whatever its table says', async () => {
    const app = await testApp()
    const zeros = Buffer.alloc(60 * 1024 * 1024)
    expect(await read(app, upload('a.xlsx', office('xlsx', { 'xl/a.xml': zeros })))).toBe('file.unpacksTooLarge')
    const lying = Buffer.from(office('xlsx', { 'xl/a.xml': zeros }))
    // The size that the table of contents names, at offset 24 of the entry.
    const entry = lying.lastIndexOf('xl/a.xml') - 46
    lying.writeUInt32LE(1_000, entry + 24)
    expect(await read(app, upload('a.xlsx', lying))).toBe('file.broken')
  })

  it('loses the place and the camera when it is an image, and stands upright', async () => {
    const app = await testApp()
    const taken = await photograph()
    expect((await sharp(taken).metadata()).exif?.includes('Telefon')).toBe(true)
    const drawn = await read(app, upload('IMG_1.jpeg', taken))
    expect(drawn).toMatchObject({ mimeType: 'image/jpeg', fileName: 'IMG_1.jpg', width: 1_000, height: 2_000 })
    if (typeof drawn === 'string') throw new Error(drawn)
    const kept = await sharp(drawn.bytes).metadata()
    expect([kept.exif, kept.icc, kept.xmp, kept.orientation]).toEqual([undefined, undefined, undefined, undefined])
    expect(Buffer.from(drawn.bytes).includes('Telefon')).toBe(false)
    expect(drawn.small?.length).toBeLessThan(20_000)
  })

  it('comes as WebP where it was a PNG; a damaged or endless image is refused', async () => {
    const app = await testApp()
    const png = await sharp({ create: { width: 300, height: 200, channels: 4, background: '#0000' } })
      .png()
      .toBuffer()
    expect(await read(app, upload('схема.png', png))).toMatchObject({
      mimeType: 'image/webp',
      fileName: 'схема.webp',
      width: 300,
    })
    expect(await read(app, upload('a.png', png.subarray(0, 60)))).toBe('file.image')
    const huge = Buffer.from(png)
    huge.writeUInt32BE(60_000, 16)
    huge.writeUInt32BE(60_000, 20)
    expect(['file.pixels', 'file.image']).toContain(await read(app, upload('a.png', huge)))
    const wide = await sharp({ create: { width: 9_000, height: 6_000, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    expect(await read(app, upload('a.png', wide))).toBe('file.pixels')
  })
})

describe('the name of a file', () => {
  it.each([
    ['../../etc/passwd', 'passwd.pdf'],
    ['C:\\Documents\\отчёт 2025.PDF', 'отчёт 2025.pdf'],
    ['план\u202Efdp.exe', 'планfdp.pdf'],
    ['a\u0000b\n.pdf', 'ab.pdf'],
    ['.htaccess', 'htaccess.pdf'],
    ['...', 'file.pdf'],
    ['a<b>"c".pdf', 'a_b__c_.pdf'],
    ['Ж'.repeat(500), `${'Ж'.repeat(116)}.pdf`],
    ['2025.12.31 токтом.docx', '2025.12.31 токтом.pdf'],
  ])('%j is kept as %j', (given, kept) => expect(cleanFileName(given, PDF)).toBe(kept))
})

describe.skipIf(engineMissing())('an attachment', () => {
  const attach = async (app: App, ownerType: 'report' | 'practice' = 'report') => {
    const checked = await readUpload(app, upload('токтом.pdf', pdf()))
    if (!checked.ok) throw new Error('a PDF was refused')
    const kept = await keepFile(app, checked.value)
    const attached = await app.store.write(tx =>
      attachDocument(app, tx, { ownerType, ownerId: 'r1', municipalityId: 'm1', kept, by: 'account:test' }),
    )
    if (!attached.ok) throw new Error(attached.refusals[0].code)
    return attached.value
  }

  it('is the last of twenty: one more is refused until one is taken away', async () => {
    const app = await testApp()
    const { id } = await attach(app)
    for (let n = 2; n <= MOST_ATTACHED; n += 1) await attach(app)
    await expect(attach(app)).rejects.toThrow('file.tooMany')
    await app.store.write(tx => removeDocument(app, tx, { ownerType: 'report', ownerId: 'r1', id }))
    expect(await attach(app)).toMatchObject({ title: 'токтом' })
  })

  it('is for the office until it is published, and again once it is withdrawn', async () => {
    const app = await testApp()
    const { id } = await attach(app)
    const open = async (viewer = VISITOR as Parameters<typeof readDocumentFile>[1]) =>
      (await readDocumentFile(app, viewer, id, within)).ok
    for (const [name, viewer, allowed] of placedKnockers('office.read', HERE)) expect(await open(viewer), name).toBe(allowed)
    await app.store.write(tx => publishDocuments(app, tx, 'report', 'r1'))
    expect(await open()).toBe(true)
    expect((await readDocuments(app, 'report', ['r1', 'r2'])).get('r1')).toMatchObject([{ title: 'токтом', isPublished: true }])
    expect((await readDocuments(app, 'report', ['r1', 'r2'])).get('r2')).toEqual([])
    await app.store.write(tx => withdrawDocuments(app, tx, 'report', 'r1'))
    expect(await open()).toBe(false)
    expect(await open(holding('editor', 'm1'))).toBe(true)
  })

  it('of a practice is for who reviews practices as well', async () => {
    const app = await testApp()
    const { id } = await attach(app, 'practice')
    expect((await readDocumentFile(app, holding('dpi'), id, within)).ok).toBe(true)
    const ofReport = await attach(app)
    expect((await readDocumentFile(app, holding('dpi'), ofReport.id, within)).ok).toBe(false)
  })

  it('is removed by its owner only', async () => {
    const app = await testApp()
    const { id } = await attach(app)
    const remove = (ownerId: string) => app.store.write(tx => removeDocument(app, tx, { ownerType: 'report', ownerId, id }))
    expect(await remove('r2')).toBe(false)
    expect(await remove('r1')).toBe(true)
    expect(await remove('r1')).toBe(false)
    expect((await readDocuments(app, 'report', ['r1'])).get('r1')).toEqual([])
    expect((await readDocumentFile(app, holding('admin'), id, within)).ok).toBe(false)
  })

  it('keeps its bytes; those that were never attached go after a day, those of a removed one after a month', async () => {
    let days = 0
    const app = await testApp({ now: () => new Date(Date.now() + days * 24 * 3_600_000) })
    const { id } = await attach(app)
    const photo = await readUpload(app, upload('a.jpg', await photograph(800, 600)))
    if (!photo.ok) throw new Error('a photograph was refused')
    await keepFile(app, photo.value)
    expect(await sweepFiles(app)).toBe(0)
    days = 2
    expect(await sweepFiles(app)).toBe(2)
    await app.store.write(tx => removeDocument(app, tx, { ownerType: 'report', ownerId: 'r1', id }))
    expect(await sweepFiles(app)).toBe(0)
    days = 40
    expect(await sweepFiles(app)).toBe(1)
    expect(await app.files.keys('documents')).toEqual([])
  })
})

describe('the headers of a file', () => {
  const of = (mimeType: string, isPublished = true) =>
    documentHeaders({ mimeType, fileName: 'отчёт "2025".pdf', version: 'abc', isPublished })

  it('let no one run it and let it be withdrawn', () => {
    expect(of('image/jpeg')).toMatchObject({ 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-cache', ETag: '"abc"' })
    expect(of('image/jpeg')['Content-Security-Policy']).toMatch(/default-src 'none'.*sandbox/)
    expect(of(DOCX)['Content-Disposition']).toMatch(/^attachment; /)
    expect(of(PDF)['Content-Disposition']).toBe(
      'inline; filename="_____ _2025_.pdf"; filename*=UTF-8\'\'%D0%BE%D1%82%D1%87%D1%91%D1%82%20%222025%22.pdf',
    )
    expect(of(PDF, false)['Cache-Control']).toBe('no-store')
  })
})
