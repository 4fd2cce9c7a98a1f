// Beside the form of a proposal: its place from the phone, and what is similar while its name is typed. Everything works
// without it: coordinates can be typed or left out, and the next page shows what is similar.
export {}

for (const part of document.querySelectorAll<HTMLElement>('[data-here]')) {
  const button = part.querySelector('button')
  const status = part.querySelector<HTMLElement>('[role=status]')
  const [latitude, longitude] = (['latitude', 'longitude'] as const).map(name =>
    part.querySelector<HTMLInputElement>(`[name=${name}]`),
  )
  if (!button || !status || !latitude || !longitude || !('geolocation' in navigator)) continue
  button.hidden = false
  button.addEventListener('click', () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        latitude.value = coords.latitude.toFixed(5)
        longitude.value = coords.longitude.toFixed(5)
        status.textContent = part.dataset.found ?? ''
      },
      () => (status.textContent = part.dataset.failed ?? ''),
      { timeout: 10_000, maximumAge: 60_000, enableHighAccuracy: true },
    ),
  )
}

interface Similar {
  readonly title: string
  readonly lang: string
  readonly href: string
}
const form = document.querySelector<HTMLFormElement>('[data-proposal-form]')
const place = form?.querySelector<HTMLElement>('[data-suggestions]')
const WAIT_MS = 700

async function suggest(of: HTMLFormElement, where: HTMLElement): Promise<void> {
  const value = (name: string) => String(new FormData(of).get(name) ?? '')
  const query = new URLSearchParams({ title: value('title'), text: value('text').slice(0, 500) })
  const answer = await fetch(`${of.dataset.similar}?${query}`).catch(() => undefined)
  if (!answer?.ok) return
  const { items } = (await answer.json()) as { items: readonly Similar[] }
  where.replaceChildren(...(items.length > 0 ? [heading(of.dataset.similarTitle ?? ''), list(items)] : []))
}

function heading(text: string): HTMLElement {
  const line = document.createElement('p')
  const strong = document.createElement('b')
  strong.textContent = text
  line.append(strong)
  return line
}

function list(items: readonly Similar[]): HTMLElement {
  const all = document.createElement('ul')
  all.className = 'plain'
  for (const one of items) {
    const item = document.createElement('li')
    const link = document.createElement('a')
    link.className = 'tap'
    link.href = one.href
    link.lang = one.lang
    // What is typed stays where it is.
    link.target = '_blank'
    link.rel = 'noopener'
    link.textContent = one.title
    item.append(link)
    all.append(item)
  }
  return all
}

if (form && place) {
  let timer: ReturnType<typeof setTimeout> | undefined
  form.addEventListener('input', event => {
    if (!(event.target instanceof Element) || !event.target.matches('[name=title], [name=text]')) return
    clearTimeout(timer)
    timer = setTimeout(() => void suggest(form, place), WAIT_MS)
  })
}
