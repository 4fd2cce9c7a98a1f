interface Centre {
  readonly name: string
  readonly href: string
  readonly lat: number
  readonly lon: number
}

/** Kilometres, near enough for sorting. */
function distance(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const x = (a.lon - b.lon) * Math.cos((((a.lat + b.lat) / 2) * Math.PI) / 180)
  return Math.hypot(x, a.lat - b.lat) * 111
}

for (const place of document.querySelectorAll<HTMLElement>('[data-nearby]')) {
  const button = place.querySelector('button')
  const status = place.querySelector<HTMLElement>('[role=status]')
  if (!button || !status || !('geolocation' in navigator)) continue
  button.hidden = false
  button.addEventListener('click', () => {
    status.textContent = place.dataset.looking ?? ''
    navigator.geolocation.getCurrentPosition(
      async ({ coords }) => {
        const here = { lat: coords.latitude, lon: coords.longitude }
        const centres = (await (await fetch(place.dataset.nearby ?? '')).json()) as Centre[]
        const nearest = centres.sort((a, b) => distance(a, here) - distance(b, here)).slice(0, 3)
        status.replaceChildren(place.dataset.near ?? '', list(nearest))
      },
      () => (status.textContent = place.dataset.refused ?? ''),
      { timeout: 10_000, maximumAge: 600_000 },
    )
  })
}

function list(centres: readonly Centre[]): HTMLElement {
  const items = document.createElement('ul')
  items.className = 'cluster plain'
  for (const one of centres) {
    const item = document.createElement('li')
    const link = document.createElement('a')
    link.href = one.href
    link.className = 'tap'
    link.textContent = one.name
    item.append(link)
    items.append(item)
  }
  return items
}
