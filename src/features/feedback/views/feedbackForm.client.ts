// Keeps what is being written on this device and sends it once there is a connection. Everything works without it.
const form = document.querySelector<HTMLFormElement>('[data-feedback-form]')
const place = form?.dataset.place ?? document.querySelector<HTMLElement>('[data-sent-place]')?.dataset.sentPlace
const prefix = `ashar.feedback.${place}.`
const DAY_MS = 86_400_000
// A phone is often shared: who one is and how to be reached is not left on it.
const PRIVATE = new Set(['contact', 'you', 'check'])

const store = (key: string, value?: string): string | null => {
  try {
    if (value !== undefined) localStorage.setItem(key, value)
    return localStorage.getItem(key)
  } catch {
    return null
  }
}
const forget = (): void => {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key)
  } catch {
    // Storage may be switched off; then nothing was kept.
  }
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement
const isChoice = (field: Field): field is HTMLInputElement => field instanceof HTMLInputElement && field.type === 'radio'
const fieldsOf = (of: HTMLFormElement): Field[] =>
  [...of.elements].filter(
    (one): one is Field =>
      'name' in one &&
      one.name !== '' &&
      'value' in one &&
      (one as Field).type !== 'hidden' &&
      (one as HTMLButtonElement).type !== 'submit',
  )

function keep(of: HTMLFormElement, key: string): void {
  const values: Record<string, string> = {}
  for (const field of fieldsOf(of)) if (!isChoice(field) || field.checked) values[field.name] = field.value
  store(key, JSON.stringify({ at: Date.now(), values }))
}

function restore(of: HTMLFormElement, key: string): boolean {
  const kept = store(key)
  if (!kept) return false
  const { at, values } = JSON.parse(kept) as { at: number; values: Record<string, string> }
  if (Date.now() - at > DAY_MS) return false
  let restored = false
  for (const field of fieldsOf(of)) {
    const value = values[field.name]
    if (!value) continue
    const group = isChoice(field) ? [...of.querySelectorAll<HTMLInputElement>(`[name="${CSS.escape(field.name)}"]`)] : []
    const empty = isChoice(field) ? !group.some(one => one.checked && one.value !== '') : field.value === ''
    if (!empty) continue
    if (!isChoice(field)) field.value = value
    else if (field.value === value) field.checked = true
    else continue
    restored = true
  }
  return restored
}

function count(line: HTMLElement, of: HTMLFormElement): void {
  const text = of.elements.namedItem(line.dataset.counter ?? '') as HTMLTextAreaElement | null
  const left = Number(line.dataset.most) - (text?.value.length ?? 0)
  line.textContent = (left < 0 ? line.dataset.over : line.dataset.left)?.replace('#', String(Math.abs(left))) ?? ''
}

/** Whether the portal answers now; a browser's own word for it is not to be trusted. */
const reachable = async (): Promise<boolean> => {
  try {
    return (await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(6_000) })).ok
  } catch {
    return false
  }
}

function sendWhenReachable(of: HTMLFormElement, key: string): void {
  const button = of.querySelector<HTMLButtonElement>('[type="submit"]')
  const notice = of.querySelector<HTMLElement>('[data-offline]')
  const label = button?.textContent ?? ''
  let sending = false
  const attempt = async (): Promise<void> => {
    if (await reachable()) {
      if (button) button.textContent = button.dataset.trying ?? label
      of.submit()
      return
    }
    // It is not being sent now: the button must not say so beside the notice.
    if (button) button.textContent = button.dataset.waiting ?? label
    if (notice) notice.hidden = false
    setTimeout(attempt, 5_000)
  }
  of.addEventListener('submit', event => {
    event.preventDefault()
    if (sending) return
    sending = true
    if (!PRIVATE.has(of.dataset.step ?? '')) keep(of, key)
    if (button) button.textContent = button.dataset.trying ?? label
    void attempt()
  })
  // The back button may show this page as it was left.
  addEventListener('pageshow', () => {
    sending = false
    if (button) button.textContent = label
    if (notice) notice.hidden = true
  })
}

if (form) {
  const key = prefix + form.dataset.step
  const isPrivate = PRIVATE.has(form.dataset.step ?? '')
  const line = form.querySelector<HTMLElement>('[data-counter]')
  if (!isPrivate && restore(form, key)) {
    const notice = document.querySelector<HTMLElement>('[data-restored]')
    if (notice) notice.hidden = false
  }
  if (line) count(line, form)
  form.addEventListener('input', () => {
    if (!isPrivate) keep(form, key)
    if (line) count(line, form)
  })
  sendWhenReachable(form, key)
} else if (place) forget()

const printer = document.querySelector<HTMLButtonElement>('[data-print]')
printer?.addEventListener('click', () => print())
if (printer) printer.hidden = false
