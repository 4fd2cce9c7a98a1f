/** What an attachment may belong to. */
export type OwnerType = 'report' | 'hearing' | 'practice'

/** A file whose content was checked: its type is what its bytes say, images are re-encoded without metadata. */
export interface CheckedFile {
  readonly fileName: string
  readonly mimeType: 'application/pdf' | 'image/jpeg' | 'image/png' | 'image/webp' | (string & {})
  readonly bytes: Uint8Array
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
