/** What an attachment may belong to. */
export type OwnerType = 'report' | 'hearing' | 'practice' | 'proposal' | 'pbStation' | 'project'

export const IMAGE_TYPES = ['image/jpeg', 'image/webp'] as const
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const PDF = 'application/pdf'
export type DocumentType = (typeof IMAGE_TYPES)[number] | typeof PDF | typeof DOCX | typeof XLSX

export const MOST_DOCUMENT_MB = 15
export const MOST_IMAGE_MB = 10
/** A camera of a phone makes 50 megapixels; more is a picture made to fill the memory. */
export const MOST_MEGAPIXELS = 50
/** Longest side of a kept image: enough for a page and a print in a booklet. */
export const LONGEST_SIDE = 2_000
/** Longest side of the small image beside it: a list of twelve stays light on a slow line. */
export const SMALL_SIDE = 320
/** How many files one report, hearing or practice may carry. */
export const MOST_ATTACHED = 20
/** What a form with one file may weigh, its fields included. */
export const MOST_UPLOAD_BYTES = (MOST_DOCUMENT_MB + 1) * 1024 * 1024

/** A file whose content was checked: its type is what its bytes say, images are re-encoded without metadata. */
export interface CheckedFile {
  /** Cleaned; its ending is that of its type. */
  readonly fileName: string
  readonly mimeType: DocumentType
  readonly bytes: Uint8Array
  /** An image in small, for a list; WebP. */
  readonly small?: Uint8Array | undefined
  readonly width?: number | undefined
  readonly height?: number | undefined
}

/** A checked file whose bytes are in the file store; nothing leads to it until it is attached. */
export interface KeptFile {
  readonly fileKey: string
  readonly fileName: string
  readonly mimeType: DocumentType
  /** How many. */
  readonly bytes: number
  readonly sha256: string
  readonly width?: number | undefined
  readonly height?: number | undefined
}

/** An attachment as its owner's pages show it. */
export interface AttachedDocument {
  readonly id: string
  readonly title: string
  readonly fileName: string
  readonly mimeType: string
  readonly bytes: number
  readonly width?: number | undefined
  readonly height?: number | undefined
  readonly isPublished: boolean
}

export const isImage = ({ mimeType }: { readonly mimeType: string }): boolean =>
  (IMAGE_TYPES as readonly string[]).includes(mimeType)
