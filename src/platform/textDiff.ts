import { diffLines, diffWordsWithSpace } from 'diff'

/** A stretch of two texts laid over each other. */
export interface DiffPart {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

/** Two texts with nothing in common would take the library long; they are then shown as one gone and one come. */
const LONGEST_MS = 300

type Change = { readonly value: string; readonly added: boolean; readonly removed: boolean }

function partsOf(before: string, after: string, changes: readonly Change[] | undefined): DiffPart[] {
  if (changes)
    return changes
      .filter(one => one.value !== '')
      .map(one => ({ kind: one.added ? 'added' : one.removed ? 'removed' : 'same', text: one.value }))
  return [
    { kind: 'removed' as const, text: before },
    { kind: 'added' as const, text: after },
  ].filter(one => one.text !== '')
}

/** What changed from one text to the other, line by line. Joined without `added` it is the first text, without `removed` the second. */
export const lineDiff = (before: string, after: string): DiffPart[] =>
  partsOf(before, after, diffLines(before, after, { timeout: LONGEST_MS }))

/** The same word by word, keeping every space. */
export const wordDiff = (before: string, after: string): DiffPart[] =>
  partsOf(before, after, diffWordsWithSpace(before, after, { timeout: LONGEST_MS }))
