// Buttons that put the marks; without this script the field is a plain one and its marks are typed.
import { applyMark, continueList, type Edit, type Fillers, MARKS, type Mark, type Selection } from './markdownEdit.ts'

type Labels = Readonly<Record<Mark | 'toolbar', string>> & Fillers
/** A letter of the face, or the path of a drawing where no letter of ours shows it. */
const FACES: Readonly<Record<Mark, string>> = {
  bold: 'B',
  heading: 'H',
  list: '•',
  numbered: '1.',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1',
  quote: '”',
  table: 'M4 6h16v12H4zM4 10h16M4 14h16M10 6v12',
}
const KEYS: Readonly<Record<string, Mark>> = { b: 'bold', k: 'link' }

const chosen = (field: HTMLTextAreaElement): Selection => ({
  value: field.value,
  start: field.selectionStart,
  end: field.selectionEnd,
})

function faceOf(face: string): Element {
  if (!face.startsWith('M')) return Object.assign(document.createElement('span'), { textContent: face, ariaHidden: 'true' })
  const drawing = document.createElementNS(SVG, 'svg')
  for (const [name, value] of Object.entries(DRAWN)) drawing.setAttribute(name, value)
  const path = document.createElementNS(SVG, 'path')
  path.setAttribute('d', face)
  drawing.append(path)
  return drawing
}
const SVG = 'http://www.w3.org/2000/svg'
const DRAWN = {
  ...{ viewBox: '0 0 24 24', width: '22', height: '22', 'aria-hidden': 'true' },
  ...{ fill: 'none', stroke: 'currentColor', 'stroke-width': '2', 'stroke-linecap': 'round' },
}

/** Typed on behalf of the person, so that undo takes it back. */
function carryOut(field: HTMLTextAreaElement, edit: Edit): void {
  field.focus()
  field.setSelectionRange(edit.from, edit.to)
  const command = edit.insert === '' ? 'delete' : 'insertText'
  const nothing = edit.insert === '' && edit.from === edit.to
  if (!nothing && !document.execCommand(command, false, edit.insert)) {
    field.setRangeText(edit.insert, edit.from, edit.to, 'end')
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  field.setSelectionRange(edit.start, edit.end)
}

function addToolbar(frame: HTMLElement, field: HTMLTextAreaElement, labels: Labels): void {
  const bar = document.createElement('div')
  bar.className = 'markdown-bar'
  bar.setAttribute('role', 'toolbar')
  bar.setAttribute('aria-label', labels.toolbar)
  bar.setAttribute('aria-controls', field.id)
  const buttons = MARKS.map((mark, at) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.tabIndex = at === 0 ? 0 : -1
    button.dataset.mark = mark
    button.title = labels[mark]
    button.setAttribute('aria-label', labels[mark])
    button.append(faceOf(FACES[mark]))
    button.addEventListener('click', () => carryOut(field, applyMark(mark, chosen(field), labels)))
    return button
  })
  bar.append(...buttons)
  bar.addEventListener('keydown', event => {
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    const last = buttons.length - 1
    const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at <= 0 ? last : at - 1, Home: 0, End: last }[event.key]
    if (at === -1 || to === undefined) return
    event.preventDefault()
    for (const [index, button] of buttons.entries()) button.tabIndex = index === to ? 0 : -1
    buttons[to]?.focus()
  })
  field.addEventListener('keydown', event => {
    const mark = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey ? KEYS[event.key.toLowerCase()] : undefined
    const plainEnter = event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.isComposing
    const edit = mark ? applyMark(mark, chosen(field), labels) : plainEnter ? continueList(chosen(field)) : undefined
    if (!edit) return
    event.preventDefault()
    carryOut(field, edit)
  })
  field.before(bar)
  frame.dataset.ready = ''
}

for (const frame of document.querySelectorAll<HTMLElement>('[data-markdown]')) {
  const field = frame.querySelector('textarea')
  if (field) addToolbar(frame, field, JSON.parse(frame.dataset.markdown ?? '{}') as Labels)
}
