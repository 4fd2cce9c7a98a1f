// Single keys move through the desk. They never act by themselves: publishing and refusing only take the focus to their
// button, and Enter decides. They can be switched off, since voice control and slips press letters as well.
const OFF = 'desk-keys-off'
const bar = document.querySelector<HTMLElement>('[data-keys]')
const toggle = bar?.querySelector('button')
const hints = document.querySelectorAll<HTMLElement>('[data-hint]')

const isOn = () => localStorage.getItem(OFF) === null
const show = () => {
  toggle?.setAttribute('aria-pressed', String(isOn()))
  for (const hint of hints) hint.hidden = !isOn()
}
if (bar) bar.hidden = false
show()
toggle?.addEventListener('click', () => {
  if (isOn()) localStorage.setItem(OFF, '1')
  else localStorage.removeItem(OFF)
  show()
})

// The list is long and scrolls by itself: the word that is open is brought into view there, without moving the page.
const queue = document.querySelector<HTMLElement>('.desk-list')
const opened = queue?.querySelector<HTMLElement>('[aria-current]')
if (queue && opened) {
  const [frame, word] = [queue.getBoundingClientRect(), opened.getBoundingClientRect()]
  if (word.top < frame.top || word.bottom > frame.bottom) queue.scrollTop += word.top - frame.top - frame.height / 3
}

/** The part of the form that is folded opens first; its field can take the focus only once it is drawn. */
function focusOn(selector: string): void {
  const found = document.querySelector<HTMLElement>(selector)
  const fold = found?.closest('details')
  const focus = () => {
    found?.focus()
    found?.scrollIntoView({ block: 'nearest' })
  }
  if (!fold || fold.open) focus()
  else {
    fold.addEventListener('toggle', () => requestAnimationFrame(focus), { once: true })
    fold.open = true
  }
}

const follow = (rel: string) => document.querySelector<HTMLAnchorElement>(`a[rel="${rel}"][data-step]`)?.click()
const ACTIONS: Readonly<Record<string, () => void>> = {
  j: () => follow('next'),
  ArrowRight: () => follow('next'),
  k: () => follow('prev'),
  ArrowLeft: () => follow('prev'),
  p: () => focusOn('button[value="publish"]'),
  e: () => focusOn('#field-publishedText'),
  r: () => focusOn('#field-reason'),
  '/': () => focusOn('#field-text'),
}
// Where the keyboard is Cyrillic, the key is known by its place.
const PLACES: Readonly<Record<string, string>> = { KeyJ: 'j', KeyK: 'k', KeyP: 'p', KeyE: 'e', KeyR: 'r', Slash: '/' }

document.addEventListener('keydown', event => {
  if (!isOn() || event.ctrlKey || event.metaKey || event.altKey) return
  const target = event.target as HTMLElement
  if (target.closest('input, textarea, select, [contenteditable], .table-frame')) return
  const act = ACTIONS[event.key] ?? ACTIONS[PLACES[event.code] ?? '']
  if (!act) return
  event.preventDefault()
  act()
})

// A helper over the plain text field: what is selected becomes a gap.
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-mask]')) {
  const field = document.getElementById(button.dataset.mask ?? '')
  if (!(field instanceof HTMLTextAreaElement)) continue
  button.hidden = false
  button.addEventListener('click', () => {
    if (field.selectionStart < field.selectionEnd) field.setRangeText('[…]', field.selectionStart, field.selectionEnd, 'end')
    field.focus()
  })
}
