import MarkdownIt, { type Token } from 'markdown-it'

export interface MarkdownShape {
  /** Level of the text's highest heading; the page keeps the only h1. */
  readonly topHeading?: number
  /** What the scrolling frame of a table is called, for who reads by ear. */
  readonly tableLabel?: string
}

const OUTWARD = /^https?:\/\//i
const SCHEME = /^[a-z][a-z0-9+.-]*:/i
const SAFE_SCHEME = /^(https?:\/\/|mailto:|tel:)/i
/** A file that one of our offices attached. */
const OWN_FILE = /^\/files\/[\w-]+\/[^/?#\\]+$/

/** Whether a link may stand in a page: the web, mail, telephone, or an address of ours. `//elsewhere` is none of ours. */
export const isSafeLink = (url: string): boolean =>
  SCHEME.test(url) ? SAFE_SCHEME.test(url) : !/^[/\\]{2}/.test(url) && !/^\p{Cc}|^\s/u.test(url)

// No HTML from a text, ever; a line that ends is a line that ends, as in the field it was typed in.
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false, breaks: true })
markdown.validateLink = isSafeLink

/** Headings take the levels below the page's own without leaving one out, whichever marks were typed. */
function settleHeadings(tokens: readonly Token[], top: number): void {
  const headings = tokens.filter(token => token.type === 'heading_open' || token.type === 'heading_close')
  const levels = [...new Set(headings.map(token => Number(token.tag.slice(1))))].sort((a, b) => a - b)
  for (const token of headings) token.tag = `h${Math.min(6, top + levels.indexOf(Number(token.tag.slice(1))))}`
}

const escaped = markdown.utils.escapeHtml
const { rules } = markdown.renderer
rules.link_open = (tokens, at, options, _env, self) => {
  const token = tokens[at]
  if (token && OUTWARD.test(String(token.attrGet('href')))) token.attrSet('rel', 'nofollow noopener')
  return self.renderToken(tokens, at, options)
}
rules.image = (tokens, at) => {
  const token = tokens[at]
  const source = String(token?.attrGet('src') ?? '')
  const words = escaped(token?.content ?? '')
  // A picture from elsewhere would tell its server who reads; its words stay.
  return OWN_FILE.test(source) ? `<img src="${escaped(source)}" alt="${words}" loading="lazy">` : words
}
rules.table_open = (_tokens, _at, _options, env) => {
  const name = env?.tableLabel ? ` role="region" aria-label="${escaped(String(env.tableLabel))}"` : ''
  return `<div class="table-frame" tabindex="0"${name}><table class="ds-table">\n`
}
rules.table_close = () => '</table></div>\n'
rules.th_open = (tokens, at, options, _env, self) => {
  const token = tokens[at]
  alignByClass(token)
  token?.attrSet('scope', 'col')
  return self.renderToken(tokens, at, options)
}
rules.td_open = (tokens, at, options, _env, self) => {
  alignByClass(tokens[at])
  return self.renderToken(tokens, at, options)
}
/** The security policy knows no style attribute; columns set to the right are numbers. */
function alignByClass(token: Token | undefined): void {
  const style = String(token?.attrGet('style') ?? '')
  if (!token || style === '') return
  token.attrs = token.attrs?.filter(([name]) => name !== 'style') ?? null
  if (style.endsWith('right')) token.attrSet('class', 'num')
}

/**
 * Markdown that a person typed, as HTML that is safe in a page: no raw HTML, links only to the web, mail, telephone or
 * our own pages, pictures only from our own files, headings below the page's h1, tables in a frame that scrolls.
 */
export function renderMarkdown(text: string, shape: MarkdownShape = {}): string {
  const tokens = markdown.parse(text, {})
  settleHeadings(tokens, shape.topHeading ?? 2)
  return markdown.renderer.render(tokens, markdown.options, { ...shape })
}

/** The words alone, a line for each block: for search and descriptions. */
export const plainText = (text: string): string => linesOf(markdown.parse(text, {})).join('\n')

function linesOf(tokens: readonly Token[]): string[] {
  const lines = tokens.map(token => {
    if (token.type === 'fence' || token.type === 'code_block') return token.content.trim()
    if (token.type !== 'inline') return ''
    return (token.children ?? []).map(wordsOf).join('').trim()
  })
  return lines.filter(line => line !== '')
}
const wordsOf = (token: Token): string =>
  token.type === 'softbreak' || token.type === 'hardbreak'
    ? '\n'
    : token.type === 'text' || token.type === 'text_special' || token.type === 'code_inline' || token.type === 'image'
      ? token.content
      : ''

/**
 * A text as one reads it, without marks but with its lines: headings, points, rows of tables with bars between their cells,
 * addresses of links in brackets. For comparing versions.
 */
export function readableText(text: string): string {
  const lines: string[] = []
  let cells: string[] | undefined
  let point = ''
  for (const token of markdown.parse(text, {})) {
    if (token.type === 'tr_open') cells = []
    if (token.type === 'list_item_open') point = /^\d+$/.test(token.info) ? `${token.info}. ` : '• '
    if (token.type === 'fence' || token.type === 'code_block') lines.push(token.content.trimEnd(), '')
    if (token.type === 'inline') {
      const words = (token.children ?? []).map(readableOf).join('')
      if (cells) cells.push(words)
      else lines.push(point + words)
      point = ''
    }
    if (token.type === 'tr_close' && cells) lines.push(cells.join(' | '))
    if (token.type === 'tr_close') cells = undefined
    if (/^(paragraph|heading|table|bullet_list|ordered_list)_close$/.test(token.type) && !token.hidden) lines.push('')
  }
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
const readableOf = (token: Token): string => (token.type === 'link_open' ? `(${String(token.attrGet('href'))}) ` : wordsOf(token))

/** Sentences without headings and tables, which say nothing on one line. */
function sentences(text: string): string {
  const tokens = markdown.parse(text, {})
  let inside = 0
  const running = tokens.filter(token => {
    if (token.type === 'heading_open' || token.type === 'table_open') inside += 1
    if (token.type === 'heading_close' || token.type === 'table_close') inside -= 1
    return inside === 0
  })
  const lines = linesOf(running)
  return (lines.length > 0 ? lines : linesOf(tokens)).join(' ')
}

/** The beginning of a text in at most `most` characters, cut between words; without its headings and tables. */
export function excerpt(text: string, most = 240): string {
  const words = sentences(text).replace(/\s+/g, ' ').trim()
  if (words.length <= most) return words
  const cut = words.slice(0, most)
  const end = cut.lastIndexOf(' ')
  return `${cut.slice(0, end > most / 2 ? end : most).replace(/[\s,;:.–—-]+$/u, '')}…`
}
