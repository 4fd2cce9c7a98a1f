// Keying without a line: each ballot is kept on this device first, then sent; what the portal has answered for leaves the
// device, what it refused stays until a person decides.
import type { BallotRule } from '../../../cycles/rules/cycleRules.ts'
import { choicesOf } from '../../rules/marks.ts'
import type { PaperVerdict } from '../../rules/keying.ts'
import { afterAnswers, type Answered, changeKept, nextHere, readKept, type Waiting } from './device.ts'

interface PageFacts {
  readonly key: string
  readonly account: string
  readonly type: BallotRule['type']
  readonly projects: readonly { readonly number: number; readonly project: { readonly id: string } }[]
  readonly done: readonly number[]
  readonly last: number
  readonly sendTo: string
  readonly worker: string
  readonly scope: string
}
const MOST_SENT = 100
const AGAIN_MS = 60_000

const found = document.querySelector<HTMLFormElement>('form[data-offline]')
if (found) start(found, JSON.parse(found.dataset.offline ?? '{}') as PageFacts, JSON.parse(found.dataset.words ?? '{}'))

function start(form: HTMLFormElement, page: PageFacts, say: Readonly<Record<string, string>>): void {
  const at = <T extends HTMLElement>(name: string) => document.querySelector<T>(`[data-at="${name}"]`)
  const text = (name: string, value: string) => {
    const place = at(name)
    if (place && place.textContent !== value) place.textContent = value
  }
  const words = (key: string, number?: number) => (say[key] ?? key).replace('#', String(number ?? ''))
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement
  const show = (name: string, on: boolean) => at(name)?.toggleAttribute('hidden', !on)

  const draw = (): void => {
    const kept = readKept(page.key)
    const mine = kept.waiting.filter(one => one.account === page.account)
    text('waiting', String(mine.filter(one => !one.refused).length))
    text('sent', String(kept.sent.filter(one => one.account === page.account).length))
    show('other', mine.length < kept.waiting.length)
    show('line', !navigator.onLine)
    const refused = mine.filter(one => one.refused)
    show('refused', refused.length > 0)
    at('refused-list')?.replaceChildren(...refused.map(refusedRow))
    const spoiled = kept.sent.filter(one => one.account === page.account && one.spoiled).slice(-5)
    at('spoiled-list')?.replaceChildren(
      ...spoiled.map(one => {
        const row = document.createElement('li')
        row.textContent = `${words('ballot', one.number)}. ${words('spoiled')} ${one.spoiled}`
        return row
      }),
    )
  }

  const refusedRow = (one: Waiting): HTMLElement => {
    const row = document.createElement('li')
    const said = document.createElement('span')
    said.textContent = `${words('ballot', one.number)}. ${one.refused?.message ?? ''}`
    const button = (label: string, press: () => void): HTMLButtonElement => {
      const made = document.createElement('button')
      made.type = 'button'
      made.className = 'ds-button'
      made.dataset.variant = 'secondary'
      made.textContent = label
      made.addEventListener('click', press)
      return made
    }
    const change = (to: (waiting: readonly Waiting[]) => readonly Waiting[]) => {
      changeKept(page.key, kept => ({ ...kept, waiting: to(kept.waiting) }))
      draw()
    }
    row.append(said)
    if (one.refused?.code === 'paper.keyedByYou')
      row.append(
        button(words('correct'), () => {
          change(all =>
            all.map(other => (other.entryKey === one.entryKey ? { ...other, refused: undefined, replace: true } : other)),
          )
          void send()
        }),
      )
    row.append(button(words('drop'), () => change(all => all.filter(other => other.entryKey !== one.entryKey))))
    return row
  }

  let sending = false
  const send = async (): Promise<void> => {
    const waiting = readKept(page.key).waiting.filter(one => one.account === page.account && !one.refused)
    if (sending || waiting.length === 0 || !navigator.onLine) return draw()
    sending = true
    try {
      const keyings = waiting.slice(0, MOST_SENT).map(({ account: _, refused: __, ...one }) => one)
      const response = await fetch(page.sendTo, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ account: page.account, keyings }),
      })
      // Without a session the portal leads to sign-in; what was keyed stays here.
      show('sign-in', response.type === 'opaqueredirect' || response.status === 401)
      const answers = response.ok ? ((await response.json()) as { results: readonly Answered[] }).results : undefined
      if (answers) changeKept(page.key, kept => afterAnswers(kept, answers))
      const failed = !answers && response.type !== 'opaqueredirect'
      show('failed', failed)
      if (failed) text('failed-why', ((await response.json().catch(() => ({}))) as { message?: string }).message ?? '')
    } catch {
      show('failed', navigator.onLine)
    } finally {
      sending = false
      draw()
    }
  }

  const next = (after: number): void => {
    form.reset()
    field('number').value = String(nextHere(readKept(page.key), page, after))
    const quick = field('quick')
    if (matchMedia('(pointer: fine)').matches) quick.focus()
    else if (after > 0) at('waiting')?.closest('p')?.scrollIntoView()
  }

  form.addEventListener('submit', event => {
    event.preventDefault()
    const data = new FormData(form)
    const fields = (prefix: string) =>
      Object.fromEntries(
        [...data].flatMap(([name, value]) =>
          name.startsWith(prefix) && String(value).trim() !== '' ? [[name.slice(prefix.length), String(value).trim()]] : [],
        ),
      )
    const verdict = String(data.get('verdict') ?? '') as PaperVerdict
    const number = Number(data.get('number'))
    const read = choicesOf(
      {
        quick: String(data.get('quick') ?? '').trim() || undefined,
        marks: data.getAll('marks[]').map(String),
        points: fields('points.'),
        places: fields('places.'),
      },
      page.type,
      page.projects,
    )
    const choices = read.ok && verdict !== 'spoiled' ? read.value : []
    const wrong =
      !Number.isInteger(number) || number < 1 || number > page.last
        ? words('paper.number')
        : readKept(page.key).waiting.some(one => one.account === page.account && one.number === number)
          ? words('numberTaken', number)
          : verdict === 'spoiled'
            ? undefined
            : !read.ok
              ? words(read.refusals[0].code).replace('@', String(read.refusals[0].values?.word ?? ''))
              : verdict === 'valid' && choices.length === 0
                ? words('paper.nothingMarked')
                : verdict === 'blank' && choices.length > 0
                  ? words('paper.blankMarked')
                  : undefined
    text('wrong', wrong ?? '')
    show('wrong', wrong !== undefined)
    if (wrong !== undefined) return at('wrong')?.focus()
    const one: Waiting = { entryKey: crypto.randomUUID(), number, verdict, choices, account: page.account }
    if (!changeKept(page.key, kept => ({ ...kept, waiting: [...kept.waiting, one] }))) {
      text('wrong', words('full'))
      return show('wrong', true)
    }
    next(number)
    text('last', words('kept', number))
    void send()
  })
  at('send')?.addEventListener('click', () => void send())
  for (const event of ['online', 'offline', 'storage'] as const) addEventListener(event, () => void send())
  setInterval(() => void send(), AGAIN_MS)
  form.hidden = false
  next(0)
  void send()
  void makeReady(page).then(ready => show(ready ? 'ready' : 'not-ready', true))
}

/** Puts this page and what it is made of where the worker finds it without a line. */
async function makeReady({ worker, scope }: PageFacts): Promise<boolean> {
  try {
    await navigator.serviceWorker.register(worker, { scope })
    await navigator.serviceWorker.ready
    const kept = await caches.open('ashar-paper-1')
    const parts = performance
      .getEntriesByType('resource')
      .map(one => one.name.split('#')[0] ?? '')
      .filter(name => /\.(css|js|woff2?|svg|png|ico|webmanifest)(\?|$)/.test(name) && new URL(name).origin === location.origin)
    const own = location.href.split('#')[0] ?? ''
    await Promise.all([own, ...new Set(parts)].map(async name => (await kept.match(name)) ?? kept.add(name)))
    return true
  } catch {
    return false
  }
}
