import type { LineFacts } from './budget.ts'

/** A line's name for a reader: in their language where it is known, else as printed. */
export const lineName = (line: Pick<LineFacts, 'name' | 'names'>, lang: 'ky' | 'ru' | 'en'): string =>
  line.names?.[lang] ?? line.name
