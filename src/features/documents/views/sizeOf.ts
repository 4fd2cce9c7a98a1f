import { formatNumber } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { DOCX, isImage, PDF, XLSX } from '../rules/upload.ts'
import { words } from '../words.ts'

const KB = 1024

/** 1 572 864 → "1,5 МБ"; never "0 КБ". */
export const sizeOf = (lang: Lang, bytes: number): string =>
  bytes < KB * KB
    ? words(lang)('size.kb', { size: formatNumber(lang, Math.max(1, Math.round(bytes / KB))) })
    : words(lang)('size.mb', { size: formatNumber(lang, bytes / KB / KB, 1) })

const SHORT: Readonly<Record<string, string>> = { [PDF]: 'PDF', [DOCX]: 'Word (DOCX)', [XLSX]: 'Excel (XLSX)' }

export const kindOf = (lang: Lang, document: { readonly mimeType: string }): string =>
  isImage(document) ? words(lang)('kind.image') : (SHORT[document.mimeType] ?? words(lang)('kind.file'))
