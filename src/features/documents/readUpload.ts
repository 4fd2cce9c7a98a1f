import { fileTypeFromBuffer } from 'file-type'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { checkOffice } from './checkOffice.ts'
import { checkPdf } from './checkPdf.ts'
import { redrawImage } from './redrawImage.ts'
import { cleanFileName } from './rules/fileName.ts'
import { type CheckedFile, type DocumentType, MOST_DOCUMENT_MB, MOST_IMAGE_MB, PDF } from './rules/upload.ts'

const MB = 1024 * 1024

/**
 * Checks a file that somebody sent: PDF, DOCX, XLSX, JPG or PNG, told by its content whatever its name or the browser says.
 * Images come back drawn anew. Refuses with `file.*`: empty, tooLarge, kind, oldOffice, encrypted, broken, macros,
 * unpacksTooLarge, active, image, pixels.
 */
export async function readUpload(_app: App, file: File): Promise<Result<CheckedFile>> {
  if (file.size === 0) return err('file.empty')
  if (file.size > MOST_DOCUMENT_MB * MB) return tooLarge(MOST_DOCUMENT_MB)
  const bytes = Buffer.from(await file.arrayBuffer())
  const named = (mimeType: DocumentType, more: Partial<CheckedFile> = {}): Result<CheckedFile> =>
    ok({ fileName: cleanFileName(file.name, mimeType), mimeType, bytes, ...more })
  if (bytes.subarray(0, 4).equals(ZIP)) {
    const type = await checkOffice(bytes)
    return type.ok ? named(type.value) : type
  }
  const mime = (await fileTypeFromBuffer(bytes).catch(() => undefined))?.mime
  switch (mime) {
    case PDF: {
      const fine = await checkPdf(bytes)
      return fine.ok ? named(PDF) : fine
    }
    case 'image/jpeg':
    case 'image/png': {
      if (bytes.length > MOST_IMAGE_MB * MB) return tooLarge(MOST_IMAGE_MB)
      const drawn = await redrawImage(bytes, mime)
      return drawn.ok ? named(drawn.value.mimeType, drawn.value) : drawn
    }
    case 'application/x-cfb':
      // Word and Excel put what a password locks into the wrapping of their old formats.
      return err(bytes.includes(ENCRYPTED_PACKAGE) ? 'file.encrypted' : 'file.oldOffice')
    default:
      return err('file.kind')
  }
}

const ZIP = Buffer.from([0x50, 0x4b, 3, 4])
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le')
const tooLarge = (maximum: number) => err('file.tooLarge', { values: { maximum } })
