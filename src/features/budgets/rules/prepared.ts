import { createHash } from 'node:crypto'
import { asksFor, type Finding } from './budget.ts'
import type { SeenSheet } from './reading/mapping.ts'
import type { ReadLine } from './reading/lines.ts'
import type { ReadBudget } from './reading/readSheets.ts'

/** What came of reading a file, as the file store keeps it: first everything but the lines, then each line. */
export interface ReadResult extends Omit<ReadBudget, 'lines'> {
  readonly sheets: readonly SeenSheet[]
  readonly lines: readonly ReadLine[]
  readonly findings: readonly Finding[]
}

/** The same finding has the same key when the file is read again; another difference makes it another one. */
export function findingKey(finding: Finding): string {
  const { code, row, difference, values } = finding
  const told = [code, row, difference, values.side, values.column, values.name].map(one => one ?? '')
  return createHash('sha256').update(told.join('|')).digest('hex').slice(0, 12)
}

/** The findings that the municipality is asked about, each key once. */
export function asked(findings: readonly Finding[]): { key: string; finding: Finding }[] {
  const seen = new Map<string, Finding>()
  for (const finding of findings)
    if (asksFor(finding.code) && !seen.has(findingKey(finding))) seen.set(findingKey(finding), finding)
  return [...seen].map(([key, finding]) => ({ key, finding }))
}

/** How many of them have no answer yet. */
export const openCount = (findings: readonly Finding[], answers: Readonly<Record<string, unknown>>): number =>
  asked(findings).filter(one => answers[one.key] === undefined).length

/** Wakes the reading of brought files. */
export const READING_BELL = 'budget readings'
