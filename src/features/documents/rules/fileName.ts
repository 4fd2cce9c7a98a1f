import { DOCX, type DocumentType, PDF, XLSX } from './upload.ts'

const ENDINGS: Readonly<Record<DocumentType, string>> = {
  [PDF]: 'pdf',
  [DOCX]: 'docx',
  [XLSX]: 'xlsx',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
}
/** Endings that say the type already, however they are written. */
const SAME: Readonly<Partial<Record<DocumentType, RegExp>>> = { 'image/jpeg': /\.jpe?g$/i }
const LONGEST = 120

/** Marks that turn the direction of writing ("fdp.exe" read as "exe.pdf"), joiners and other signs that show nothing. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu

/** What a file is called without its ending, as a title to begin with. */
export const titleOfFile = (fileName: string): string => fileName.replace(/\.[a-z0-9]{1,5}$/i, '')

/**
 * A name under which a file may be kept and handed out: no path, no signs that show nothing or turn the writing, nothing that
 * file systems forbid, at most 120 characters, and the ending of what the file is.
 */
export function cleanFileName(given: string, type: DocumentType): string {
  const last = given.split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .normalize('NFC')
    .replace(UNSEEN, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '')
  const ending = ENDINGS[type]
  const fits = (SAME[type] ?? new RegExp(`\\.${ending}$`, 'i')).test(plain)
  const base = (fits ? plain.replace(/\.[^.]*$/, '') : titleOfFile(plain)).replace(/[\s.]+$/, '')
  // Whole characters: a pair cut in two is none.
  return `${
    [...base]
      .slice(0, LONGEST - ending.length - 1)
      .join('')
      .trim() || 'file'
  }.${ending}`
}
