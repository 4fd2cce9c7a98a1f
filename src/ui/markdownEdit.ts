/** A text with what is chosen in it, and the change that a button of the toolbar makes: `insert` stands for `from`…`to`. */
export interface Selection {
  readonly value: string
  readonly start: number
  readonly end: number
}
export interface Edit {
  readonly from: number
  readonly to: number
  readonly insert: string
  /** What is chosen afterwards. */
  readonly start: number
  readonly end: number
}
export const MARKS = ['bold', 'heading', 'list', 'numbered', 'link', 'quote', 'table'] as const
export type Mark = (typeof MARKS)[number]
/** Words put where nothing was chosen, in the reader's language. */
export interface Fillers {
  readonly words: string
  readonly column: string
  readonly cell: string
}

const LINE_MARKS = { heading: '## ', list: '- ', numbered: '1. ', quote: '> ' } as const
const ANY_LINE_MARK = /^(#{1,6} |[-*+] |\d+[.)] |> )/

/** What a button does. Pressed again on what it made, it takes its marks away. */
export function applyMark(mark: Mark, selection: Selection, fillers: Fillers): Edit {
  if (mark === 'bold') return around(selection, '**', fillers.words)
  if (mark === 'link') return link(selection, fillers.words)
  if (mark === 'table') return table(selection, fillers)
  return lines(selection, mark)
}

const startOfLine = (value: string, at: number): number => value.slice(0, at).lastIndexOf('\n') + 1

function around({ value, start, end }: Selection, mark: string, filler: string): Edit {
  const size = mark.length
  if (start !== end && value.slice(start - size, start) === mark && value.slice(end, end + size) === mark)
    return {
      from: start - size,
      to: end + size,
      insert: value.slice(start, end),
      start: start - size,
      end: end - size,
    }
  // A space inside the marks would leave them standing as stars.
  const chosen = value.slice(start, end)
  const words = chosen.trim() || filler
  const lead = chosen.trim() ? chosen.length - chosen.trimStart().length : 0
  const tail = chosen.trim() ? chosen.length - chosen.trimEnd().length : 0
  const from = start + lead
  return { from, to: end - tail, insert: `${mark}${words}${mark}`, start: from + size, end: from + size + words.length }
}

function link({ value, start, end }: Selection, filler: string): Edit {
  const chosen = value.slice(start, end).trim()
  const isAddress = /^(https?:\/\/|mailto:|tel:)\S+$/.test(chosen)
  const words = isAddress || chosen === '' ? filler : chosen
  const address = isAddress ? chosen : 'https://'
  const at = isAddress ? start + 1 : start + words.length + 3
  return {
    from: start,
    to: end,
    insert: `[${words}](${address})`,
    start: at,
    end: at + (isAddress ? words.length : address.length),
  }
}

function lines({ value, start, end }: Selection, mark: keyof typeof LINE_MARKS): Edit {
  const from = startOfLine(value, start)
  const stop = value.indexOf('\n', Math.max(start, value[end - 1] === '\n' ? end - 1 : end))
  const to = stop === -1 ? value.length : stop
  const before = value.slice(from, to).split('\n')
  const marked = before.every(line => line.trim() === '' || line.startsWith(LINE_MARKS[mark]) || numbered(mark, line))
  const takeAway = marked && before.some(line => line.trim() !== '')
  let count = 0
  const after = before.map(line => {
    if (line.trim() === '' && before.length > 1) return line
    const bare = line.replace(ANY_LINE_MARK, '')
    if (takeAway) return bare
    count += 1
    return (mark === 'numbered' ? `${count}. ` : LINE_MARKS[mark]) + bare
  })
  // A list or a heading that begins right under words would become a part of their paragraph.
  const above = value.slice(0, from)
  const gap = takeAway || mark === 'heading' || above === '' || above.endsWith('\n\n') || ANY_LINE_MARK.test(lastLine(above))
  const insert = `${gap ? '' : '\n'}${after.join('\n')}`
  return { from, to, insert, start: from + insert.length, end: from + insert.length }
}
const numbered = (mark: string, line: string): boolean => mark === 'numbered' && /^\d+[.)] /.test(line)
const lastLine = (text: string): string => text.replace(/\n$/, '').split('\n').at(-1) ?? ''

function table({ value, end }: Selection, { column, cell }: Fillers): Edit {
  const above = value.slice(0, end)
  const gap = above === '' || above.endsWith('\n\n') ? '' : above.endsWith('\n') ? '\n' : '\n\n'
  const rows = [`| ${column} 1 | ${column} 2 |`, '|---|---:|', `| ${cell} | 0 |`, `| ${cell} | 0 |`]
  const insert = `${gap}${rows.join('\n')}\n`
  const at = end + gap.length + 2
  return { from: end, to: end, insert, start: at, end: at + `${column} 1`.length }
}

/** Enter at the end of a list's line begins its next one; on an empty one it ends the list. Undefined: an ordinary Enter. */
export function continueList({ value, start, end }: Selection): Edit | undefined {
  if (start !== end || (value[start] !== undefined && value[start] !== '\n')) return undefined
  const from = startOfLine(value, start)
  const line = value.slice(from, start)
  const item = /^(\s*)([-*+]|(\d{1,6})([.)])) (.*)$/.exec(line)
  if (!item) return undefined
  const [, indent = '', bullet = '', number, dot = '', words = ''] = item
  if (words.trim() === '') return { from, to: start, insert: '', start: from, end: from }
  const next = `\n${indent}${number ? `${Number(number) + 1}${dot}` : bullet} `
  return { from: start, to: start, insert: next, start: start + next.length, end: start + next.length }
}
