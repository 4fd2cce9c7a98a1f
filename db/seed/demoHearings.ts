import type { BudgetLine } from '#features/budgets/rules/budget.ts'
import { readBudget } from '#features/budgets/readBudget.ts'
import { carryHearingItems } from '#features/feedback/carryHearingItems.ts'
import { announceHearing } from '#features/hearings/announceHearing.ts'
import { createHearing } from '#features/hearings/createHearing.ts'
import { decideFate } from '#features/hearings/decideFate.ts'
import { enterItems } from '#features/hearings/enterItems.ts'
import { type DecisionAsked, newHearingForm } from '#features/hearings/forms/hearingForms.ts'
import { publishResults } from '#features/hearings/publishResults.ts'
import { readHearingParts } from '#features/hearings/readHearing.ts'
import { readPlaceHearings } from '#features/hearings/readHearings.ts'
import { recordAttendance } from '#features/hearings/recordAttendance.ts'
import type { HearingKind } from '#features/hearings/rules/hearing.ts'
import type { Item } from '#features/hearings/rules/items.ts'
import { saveMinutes } from '#features/hearings/saveMinutes.ts'
import { SYSTEM } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { dateInBishkek } from '#platform/dates.ts'
import type { Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { MINUTES, PROPOSALS, QUESTIONS } from './demoHearingTexts.ts'

const DAY_MS = 86_400_000

/** Where the made-up residents come from. */
const VILLAGES: Readonly<Record<string, readonly string[]>> = {
  'ala-buka': ['Ала-Бука', 'Айры-Там', 'Достук'],
  'kara-kulja': ['Кара-Кулжа', 'Бий-Мырза'],
}

interface DemoHearing {
  readonly slug: string
  readonly kind: HearingKind
  /** Days from today; less than nothing is past. */
  readonly inDays: number
  readonly time: string
  /** How many came by village, women and men; none where it is still to come. */
  readonly came?: readonly (readonly [women: number, men: number])[]
  /** Which of the demo's proposals and questions were brought. */
  readonly proposals: readonly number[]
  readonly questions: readonly number[]
  readonly results: boolean
}

const HEARINGS: readonly DemoHearing[] = [
  { slug: 'ala-buka', kind: 'execution', inDays: -262, time: '10:00', came: [[25, 41], [11, 14]], proposals: [0, 3], questions: [0, 2], results: true }, // prettier-ignore
  { slug: 'ala-buka', kind: 'draftBudget', inDays: -141, time: '14:00', came: [[38, 33], [19, 12], [7, 9]], proposals: [1, 2, 4, 5], questions: [1], results: true }, // prettier-ignore
  { slug: 'kara-kulja', kind: 'draftBudget', inDays: -133, time: '11:00', came: [[30, 52]], proposals: [0, 1, 5], questions: [2], results: true }, // prettier-ignore
  { slug: 'kara-kulja', kind: 'draftBudget', inDays: -3, time: '15:00', came: [[21, 30]], proposals: [4, 2], questions: [1], results: false }, // prettier-ignore
  { slug: 'ala-buka', kind: 'draftBudget', inDays: 12, time: '14:00', proposals: [], questions: [], results: false },
  { slug: 'kara-kulja', kind: 'other', inDays: 20, time: '11:00', proposals: [], questions: [], results: false },
]

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`a demo hearing: ${JSON.stringify(result.refusals)}`)
  return result.value
}

/**
 * Loads made-up hearings through the same use cases as real ones, marked as demo data: past ones with people, proposals and
 * what came of them, one that waits for its results, and those to come. Does nothing where they are loaded already.
 */
export async function seedDemoHearings(app: App): Promise<void> {
  const first = await knownPlace(app, 'ala-buka')
  const before = await readPlaceHearings(app, first.id)
  if ([...before.coming, ...before.past].some(one => one.isDemo)) return
  for (const one of HEARINGS) await loadHearing(app, one)
  // What was said there is with DPI already, as the background work would have brought it long since.
  await carryHearingItems({ ...app, now: () => new Date(app.now().getTime() + DAY_MS) })
}

async function loadHearing(app: App, one: DemoHearing): Promise<void> {
  const place = await knownPlace(app, one.slug)
  const villages = VILLAGES[one.slug] ?? []
  const day = new Date(app.now().getTime() + one.inDays * DAY_MS)
  const at = (days: number): App => ({ ...app, now: () => new Date(day.getTime() + days * DAY_MS) })
  const [village] = villages
  const asked = newHearingForm.parse({
    ...{ kind: one.kind, date: dateInBishkek(day), time: one.time, venue: 'Маданият үйү', village },
  })
  const early = at(-16)
  const { id } = must(await createHearing(early, SYSTEM, { ...asked, municipality: place.id, isDemo: true }))
  must(await announceHearing(early, SYSTEM, { id, version: 0 }))
  if (!one.came) return
  const after = at(1)
  for (const [kind, texts] of [
    ['proposal', one.proposals.map(number => PROPOSALS[number]?.text ?? '')],
    ['question', one.questions.map(number => QUESTIONS[number]?.text ?? '')],
  ] as const) {
    const rows = texts.map((text, row) => ({
      row,
      item: {
        kind,
        text,
        village: villages[row % Math.max(1, villages.length)],
        sex: row % 2 ? ('male' as const) : ('female' as const),
      },
    }))
    must(await enterItems(after, SYSTEM, { id, channel: 'onTheSpot', language: 'ky', key: `demo-${kind}`, rows }))
  }
  const rows = one.came.map(([women, men], number) => ({ village: villages[number] ?? '', women, men }))
  must(await recordAttendance(after, SYSTEM, { id, version: 0, rows }))
  if (!one.results) return
  must(await saveMinutes(after, SYSTEM, { id, version: 0, minutes: MINUTES }))
  const lines = await linesOf(app, place, day)
  for (const item of (await readHearingParts(app, id)).items)
    must(await decideFate(at(4), SYSTEM, { id, item: item.id, version: 0, ...decisionOn(item, lines) }))
  must(await publishResults(at(5), SYSTEM, { id, version: 1 }))
}

type Decision = DecisionAsked extends infer T ? (T extends unknown ? Omit<T, 'item' | 'version'> : never) : never

function decisionOn(item: Item, lines: readonly BudgetLine[]): Decision {
  const question = QUESTIONS.find(one => one.text === item.text)
  if (question) return { fate: 'answered', answer: question.answer }
  const proposal = PROPOSALS.find(one => one.text === item.text)
  if (proposal?.reason) return { fate: 'notTaken', reason: proposal.reason }
  const line = lines.find(one => proposal?.line?.test(one.name))
  if (line) return { fate: 'taken', budgetLineId: line.id }
  return { fate: 'taken', takenInto: proposal?.into ?? '' }
}

/** Spending of the budget that stands nearest to the hearing. */
async function linesOf(app: App, place: Municipality, day: Date): Promise<readonly BudgetLine[]> {
  const year = Number(dateInBishkek(day).slice(0, 4))
  const budget = (await readBudget(app, place.id, year + 1)) ?? (await readBudget(app, place.id, year))
  return budget?.lines.filter(line => line.kind === 'line' && line.side === 'expenditure') ?? []
}

async function knownPlace(app: App, slug: string): Promise<Municipality> {
  const found = await readMunicipality(app, slug)
  if (!found) throw new Error(`no municipality ${slug}`)
  return found
}
