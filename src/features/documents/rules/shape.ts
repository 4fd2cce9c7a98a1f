import type { AttachedDocument } from './upload.ts'

/** What an attachment's row tells its owner's pages. */
export const attachedOf = (row: {
  readonly id: string
  readonly title: string
  readonly fileName: string
  readonly mimeType: string
  readonly bytes: number
  readonly width: number | null
  readonly height: number | null
  readonly publishedAt: Date | null
}): AttachedDocument => ({
  id: row.id,
  title: row.title,
  fileName: row.fileName,
  mimeType: row.mimeType,
  bytes: row.bytes,
  width: row.width ?? undefined,
  height: row.height ?? undefined,
  isPublished: row.publishedAt !== null,
})
