import type { Viewer } from '#features/identity/rules/viewer.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { checkFields, NOTHING_TYPED, type Posted, type Typed } from '#platform/forms/readForm.ts'
import { ok, type Refusal, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import type { Cycle } from '../cycles/rules/cycle.ts'
import * as forms from './forms/voterForms.ts'
import { importRoll } from './importRoll.ts'
import { issueCodes } from './issueCodes.ts'
import { makeSlips } from './makeSlips.ts'
import { enterMarks, freePerson, handCodeTo, handPaper, undoPaper } from './markPerson.ts'
import { voidBatch, voidCode } from './voidCode.ts'

/** What the office's pages of voters may post. */
const WORKS = ['print', 'void', 'reprint', 'voidBatch', 'import', 'handCode', 'handPaper', 'free', 'undo', 'marks'] as const
type Work = (typeof WORKS)[number]

export type Worked =
  | { readonly state: 'done'; readonly work: Work; readonly count?: number | undefined; readonly about?: string | undefined }
  /** The one answer that holds codes in plain letters. */
  | { readonly state: 'sheets'; readonly pdf: Buffer; readonly name: string }
  | { readonly state: 'refused'; readonly work: Work | undefined; readonly typed: Typed; readonly refusals: readonly Refusal[] }

interface Done {
  readonly count?: number | undefined
  readonly about?: string | undefined
  readonly sheets?: { readonly pdf: Buffer; readonly name: string } | undefined
}

/** One posted form of the office's pages of voters: `do` names the work, the rest are its fields. */
export async function workOnVoters(
  app: App,
  viewer: Viewer,
  place: { readonly cycle: Cycle; readonly municipality: Municipality },
  posted: FormData | 'unreadable',
): Promise<Worked> {
  const work = posted === 'unreadable' ? undefined : WORKS.find(one => one === posted.get('do'))
  if (posted === 'unreadable' || !work)
    return { state: 'refused', work: undefined, typed: NOTHING_TYPED, refusals: [{ code: 'form.unreadable' }] }
  const { typed, result } = await doWork(app, viewer, place, work, posted)
  if (!result.ok) return { state: 'refused', work, typed, refusals: result.refusals }
  const { sheets, ...done } = result.value
  return sheets ? { state: 'sheets', ...sheets } : { state: 'done', work, ...done }
}

async function doWork(
  app: App,
  viewer: Viewer,
  { cycle, municipality }: { readonly cycle: Cycle; readonly municipality: Municipality },
  work: Work,
  data: FormData,
): Promise<{ typed: Typed; result: Result<Done> }> {
  const cycleId = cycle.id
  const run = async <T>(form: Posted<T>, use: (value: T) => Promise<Result<Done>>) => ({
    typed: form.typed,
    result: form.ok ? await use(form.value) : ({ ok: false, refusals: form.refusals } as const),
  })
  const person = (
    use: (asked: { cycleId: string; number: string; serial: string; reason?: string | undefined }) => Promise<Result<unknown>>,
  ) =>
    run(checkFields(data, forms.personForm), async ({ number = '', serial = '', reason }) => {
      const done = await use({ cycleId, number, serial, reason })
      return done.ok ? ok({ about: number }) : done
    })
  switch (work) {
    case 'print':
      return run(checkFields(data, forms.printForm), async ({ area, count, reason }) => {
        const areaId = area ?? (cycle.areas.length === 1 ? cycle.areas[0]?.id : undefined) ?? ''
        const issued = await issueCodes(app, viewer, { cycleId, areaId, count: count ?? 0, reason: reason || undefined })
        if (!issued.ok) return issued
        const pdf = await makeSlips(cycle, municipality, areaId, issued.value.slips, app.config.siteUrl)
        return ok({ sheets: { pdf, name: `${cycleId}-${issued.value.number}.pdf` } })
      })
    case 'void':
    case 'reprint':
      return run(checkFields(data, forms.voidForm), async ({ serial = '', reason }) => {
        const voided = await voidCode(app, viewer, { cycleId, serial, reason, reprint: work === 'reprint' })
        if (!voided.ok) return voided
        const { areaId, slip } = voided.value
        if (!slip) return ok({ about: serial })
        const pdf = await makeSlips(cycle, municipality, areaId, [slip], app.config.siteUrl)
        return ok({ sheets: { pdf, name: `${cycleId}-${slip.serial}.pdf` } })
      })
    case 'voidBatch':
      return run(checkFields(data, forms.voidBatchForm), ({ batch = '', batchReason }) =>
        voidBatch(app, viewer, { cycleId, batchId: batch, reason: batchReason }),
      )
    case 'import':
      return run(checkFields(data, forms.rollFileForm), async ({ file, add }) =>
        importRoll(app, viewer, { cycleId, bytes: new Uint8Array(await file.arrayBuffer()), add: add !== undefined }),
      )
    case 'handCode':
      return person(asked => handCodeTo(app, viewer, asked))
    case 'handPaper':
      return person(asked => handPaper(app, viewer, asked))
    case 'free':
      return person(asked => freePerson(app, viewer, asked))
    case 'undo':
      return person(asked => undoPaper(app, viewer, asked))
    case 'marks':
      return run(checkFields(data, forms.marksForm), ({ kind, marks }) =>
        enterMarks(app, viewer, { cycleId, kind, marks: marks ?? '' }),
      )
  }
}
