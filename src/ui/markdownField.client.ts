// Buttons that put the marks; without this script the field is a plain one and its marks are typed.
import { applyMark, continueList, type Edit, type Fillers, MARKS, type Mark, type Selection } from './markdownEdit.ts'

type Labels = Readonly<Record<Mark | 'toolbar', string>> & Fillers
const FACES: Readonly<Record<Mark, string>> = {
  bold: 'B',
  heading: 'H',
  list: '•',
  numbered: '1.',
  link: '🔗\uFE0E',
  quote: '”',
  table: '▦',
}
const KEYS: Readonly<Record<string, Mark>> = { b: 'bold', k: 'link' }

const chosen = (field: HTMLTextAreaElement): Selection => ({
  value: field.value,
  start: field.selectionStart,
  end: field.selectionEnd,
})

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
    const face = document.createElement('span')
    face.setAttribute('aria-hidden', 'true')
    face.textContent = FACES[mark]
    button.append(face)
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
