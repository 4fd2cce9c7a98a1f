import type { DiffPart } from '#platform/textDiff.ts'

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/**
 * Laid-over texts as HTML in which every space is one of the texts': `<del>` and `<ins>`, with hidden words that name them,
 * since most screen readers pass over the elements.
 */
export function diffHtml(
  parts: readonly DiffPart[],
  names: { readonly removed: string; readonly added: string; readonly lang: string },
): string {
  const hidden = (words: string) => `<span class="ds-sr-only" lang="${names.lang}">${escaped(words)}</span>`
  const marked = (element: 'ins' | 'del', name: string, text: string) =>
    `<${element}>${hidden(`[${name}: `)}${escaped(text)}${hidden('] ')}</${element}>`
  return parts
    .map(({ kind, text }) => {
      if (kind === 'same') return `<span>${escaped(text)}</span>`
      return kind === 'removed' ? marked('del', names.removed, text) : marked('ins', names.added, text)
    })
    .join('')
}
