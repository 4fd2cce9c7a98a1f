import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { closeCycleChange } from '../cycles/officeCycle.ts'
import { readBallotProjects } from '../proposals/readBallotProjects.ts'
import type { Printed } from './ballotSheet.ts'
import { makeBallots } from './makeBallots.ts'
import { type OfficePaper, officePaper, officeStation, type Which } from './officeStation.ts'
import { batchesOf } from './rules/batches.ts'
import { numberedProjects } from './rules/keying.ts'
import { addPrinted, lockStation } from './store/stations.ts'

/**
 * The ballots of one batch of a polling point, from what was frozen and from nothing else; refused before
 * (`paper.print.notYet`). The polling point's page shows when it was printed, the trail who did it, so that nobody prints serials twice unawares.
 */
export async function printBallots(app: App, viewer: Viewer, asked: Which & { readonly first: number }): Promise<Result<Buffer>> {
  const found = await officeStation(app, viewer, asked, 'paper.prepare')
  if (!found.ok) return found
  const { cycle, station, frozen } = found.value
  if (frozen.length === 0) return err('paper.print.notYet')
  if (!station.serials) return err('paper.print.noSerials')
  const batch = batchesOf(station.serials).find(one => one.first === asked.first)
  if (!batch) return err('paper.print.serials')
  const printed = { ...printedFor(found.value, station.areaId), station: { number: station.number, name: station.name } }
  const serials = Array.from({ length: batch.last - batch.first + 1 }, (_, at) => batch.first + at)
  const pdf = await makeBallots(
    printed,
    serials.map(serial => ({ serial, rotation: batch.rotation })),
  )
  const at = app.now()
  await app.store.write(async tx => {
    const now = await lockStation(tx, station.id)
    if (now) await addPrinted(tx, now, { first: batch.first, at: at.toISOString() })
    await closeCycleChange(tx, viewer, cycle, {
      at,
      action: 'paper.ballotsPrinted',
      reason: 'people vote on paper',
      detail: {
        station: station.number,
        first: batch.first,
        last: batch.last,
        rotation: batch.rotation,
        frozen: frozen[0]?.number ?? 0,
      },
    })
  })
  return ok(pdf)
}

/** A proof marked as sample, without a serial: from what was frozen, or, before, from what would be frozen now. */
export async function printSample(
  app: App,
  viewer: Viewer,
  asked: { readonly cycle: string; readonly area: string },
): Promise<Result<Buffer>> {
  const printed = await readPrinted(app, viewer, asked)
  return printed.ok ? ok(await makeBallots(printed.value, [{ rotation: 0 }])) : printed
}

/** What stands on the ballots of an area, for a sample or a poster. */
export async function readPrinted(
  app: App,
  viewer: Viewer,
  asked: { readonly cycle: string; readonly area: string },
): Promise<Result<Printed>> {
  const found = await officePaper(app, viewer, asked.cycle, 'paper.prepare')
  if (!found.ok) return found
  if (!found.value.cycle.areas.some(one => one.id === asked.area)) return err('station.area')
  const printed = printedFor(found.value, asked.area)
  if (printed.projects.length > 0) return ok(printed)
  const ready = (await readBallotProjects(app, asked.cycle)).filter(one => one.area === undefined || one.area === asked.area)
  if (ready.length === 0) return err('paper.print.noProjects')
  return ok({ ...printed, projects: ready.map(({ titles, price }, at) => ({ number: at + 1, titles, price })) })
}

function printedFor({ cycle, municipality, frozen }: OfficePaper, areaId: string): Printed {
  const content = frozen[0]?.content
  const area = content?.areas.find(one => one.id === areaId) ?? cycle.areas.find(one => one.id === areaId)
  if (!area) throw new Error('a polling point without its area')
  // A project that an amendment took off is printed no more; the others keep their numbers.
  const left = new Set(content?.projects.map(one => one.id))
  return {
    titles: content?.titles ?? cycle.titles,
    municipality: { ky: municipality.names.ky, ru: municipality.names.ru },
    area: { names: area.names, pot: area.pot },
    ballot: (content?.rules ?? cycle.rules).ballot,
    projects: numberedProjects(frozen, areaId)
      .filter(one => left.has(one.project.id))
      .map(({ number, project }) => ({ number, titles: project.titles, price: priceNow(content?.projects, project) })),
    isDemo: cycle.isDemo,
  }
}

const priceNow = (latest: readonly { id: string; price: number }[] | undefined, project: { id: string; price: number }): number =>
  latest?.find(one => one.id === project.id)?.price ?? project.price
