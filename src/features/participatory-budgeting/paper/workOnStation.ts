import type { Viewer } from '#features/identity/rules/viewer.ts'
import { checkFields, NOTHING_TYPED, type Posted, type Typed } from '#platform/forms/readForm.ts'
import { ok, type Refusal, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { attachScan } from './attachScan.ts'
import * as forms from './forms/paperForms.ts'
import { keepProtocol, reopenProtocol, signProtocol } from './keepProtocol.ts'
import { keyBallot } from './keyBallot.ts'
import { officeStation, type Which } from './officeStation.ts'
import { numberedProjects } from './rules/keying.ts'
import { choicesOf } from './rules/marks.ts'
import { removeStation, saveStation } from './saveStation.ts'
import { settleBallot } from './settleBallot.ts'

/** What the pages of a polling point may post, and the part that each belongs to. */
export const STATION_WORK = {
  save: '',
  remove: '',
  key: 'key',
  settle: 'differences',
  protocol: 'protocol',
  sign: 'protocol',
  reopen: 'protocol',
  attach: 'protocol',
} as const
export type Work = keyof typeof STATION_WORK
export type StationPart = (typeof STATION_WORK)[Work]
export const STATION_PARTS = ['', 'key', 'differences', 'protocol'] as const satisfies readonly StationPart[]

export type Worked =
  | { readonly state: 'done'; readonly work: Work; readonly number: number | undefined }
  | { readonly state: 'refused'; readonly work: Work | undefined; readonly typed: Typed; readonly refusals: readonly Refusal[] }

/** One posted form of a polling point's pages: `do` names the work, the rest are its fields. */
export async function workOnStation(app: App, viewer: Viewer, which: Which, posted: FormData | 'unreadable'): Promise<Worked> {
  const work = posted === 'unreadable' ? undefined : (Object.keys(STATION_WORK) as Work[]).find(one => one === posted.get('do'))
  if (posted === 'unreadable' || !work)
    return { state: 'refused', work: undefined, typed: NOTHING_TYPED, refusals: [{ code: 'form.unreadable' }] }
  const { typed, result } = await doWork(app, viewer, which, work, posted)
  if (!result.ok) return { state: 'refused', work, typed, refusals: result.refusals }
  const number = (result.value as { number?: number } | undefined)?.number
  return { state: 'done', work, number }
}

async function doWork(
  app: App,
  viewer: Viewer,
  which: Which,
  work: Work,
  data: FormData,
): Promise<{ typed: Typed; result: Result<unknown> }> {
  const run = async <T>(form: Posted<T>, use: (value: T) => Promise<Result<unknown>>) => ({
    typed: form.typed,
    result: form.ok ? await use(form.value) : ({ ok: false, refusals: form.refusals } as const),
  })
  switch (work) {
    case 'save':
      return run(checkFields(data, forms.stationForm), value => saveStation(app, viewer, { ...value, ...which }))
    case 'remove':
      return { typed: NOTHING_TYPED, result: await removeStation(app, viewer, which) }
    case 'key':
      return run(checkFields(data, forms.keyingForm), async ({ number, entryKey, replace, ...marks }) => {
        const keyed = await readMarks(app, viewer, which, marks)
        return keyed.ok ? keyBallot(app, viewer, { ...which, number, entryKey, replace, ...keyed.value }) : keyed
      })
    case 'settle':
      return run(checkFields(data, forms.settlingForm), async value => {
        if (value.as !== 'own') return settleBallot(app, viewer, { ...which, ...value })
        const keyed = await readMarks(app, viewer, which, value)
        return keyed.ok ? settleBallot(app, viewer, { ...which, as: 'own', number: value.number, ...keyed.value }) : keyed
      })
    case 'protocol':
      return run(checkFields(data, forms.protocolForm), ({ version, remarks, ...figures }) =>
        keepProtocol(app, viewer, { ...which, version, figures, remarks }),
      )
    case 'sign':
      return run(checkFields(data, forms.signingForm), value => signProtocol(app, viewer, { ...which, ...value }))
    case 'reopen':
      return run(checkFields(data, forms.reopenForm), value => reopenProtocol(app, viewer, { ...which, ...value }))
    case 'attach':
      return run(checkFields(data, forms.scanForm), value => attachScan(app, viewer, { ...which, ...value }))
  }
}

/** The choices of a keyed ballot from what was typed by the numbers on paper. */
async function readMarks(app: App, viewer: Viewer, which: Which, { verdict, ...marks }: forms.Marks) {
  const found = await officeStation(app, viewer, which, 'paper.key')
  if (!found.ok) return found
  const { cycle, station, frozen } = found.value
  // Nothing is read of a spoiled ballot: what was ticked before that was seen is left out.
  if (verdict === 'spoiled') return ok({ verdict, choices: [] })
  const type = (frozen[0]?.content.rules ?? cycle.rules).ballot.type
  const choices = choicesOf(marks, type, numberedProjects(frozen, station.areaId))
  return choices.ok ? ok({ verdict, choices: choices.value }) : choices
}
