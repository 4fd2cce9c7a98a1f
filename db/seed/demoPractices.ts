import { SYSTEM } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { adoptPractice, wantPractice } from '#features/practices/adoptPractice.ts'
import { choosePractice } from '#features/practices/choosePractice.ts'
import { createPractice } from '#features/practices/createPractice.ts'
import { publishPractice } from '#features/practices/publishPractice.ts'
import { readOfficePractices } from '#features/practices/readOfficePractices.ts'
import { isTopic } from '#features/practices/rules/topics.ts'
import { savePractice } from '#features/practices/savePractice.ts'
import { sendBackPractice } from '#features/practices/sendBackPractice.ts'
import { submitPractice } from '#features/practices/submitPractice.ts'
import { dateInBishkek } from '#platform/dates.ts'
import type { Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { DEMO_PRACTICES, type DemoPractice } from './demoPracticeTexts.ts'

const DAY_MS = 86_400_000

/**
 * Loads a library of made-up practices through the same use cases as real ones, marked as demo data: published, waiting for
 * DPI, sent back, wanted and adopted. Nobody is mailed. Does nothing where it has been loaded already.
 */
export async function seedDemoPractices(app: App): Promise<void> {
  const [first] = DEMO_PRACTICES
  const place = first && (await readMunicipality(app, first.place))
  const known = place && (await readOfficePractices(app, SYSTEM, place))
  if (!known?.ok || known.value.own.some(one => one.isDemo)) return
  for (const one of DEMO_PRACTICES) await seedOne(app, one)
}

async function seedOne(
  app: App,
  { place, daysAgo, state, isChosen, content, mend, adoptions = [] }: DemoPractice,
): Promise<void> {
  const end = app.now().getTime()
  // Written down for a while before it was published; each use case at its own time.
  const then = (days: number): App => ({ ...app, now: () => new Date(end - days * DAY_MS) })
  const municipalityId = await idOf(app, place)
  const { topic } = content
  const title = content.texts.ky?.title ?? ''
  if (!isTopic(topic)) throw new Error(`demo practice without a topic: ${title}`)
  const begun = done(await createPractice(then(daysAgo + 9), SYSTEM, { municipalityId, title, topic, isDemo: true }))
  const saved = done(await savePractice(then(daysAgo + 7), SYSTEM, { ...begun, content }))
  if (state === 'draft') return
  const sent = done(await submitPractice(then(daysAgo + 3), SYSTEM, saved))
  if (state === 'sentBack') done(await sendBackPractice(then(daysAgo), SYSTEM, { ...sent, mend: mend ?? '' }))
  if (state !== 'published') return
  done(await publishPractice(then(daysAgo), SYSTEM, sent))
  if (isChosen) done(await choosePractice(then(daysAgo - 1), SYSTEM, { id: sent.id, chosen: true }))
  for (const { place: by, daysAgo: days, isAdopted, note } of adoptions) {
    const about = { practiceId: sent.id, municipalityId: await idOf(app, by), note, isDemo: true }
    const adoptedOn = dateInBishkek(then(days + 4).now())
    done(
      isAdopted
        ? await adoptPractice(then(days), SYSTEM, { ...about, adoptedOn })
        : await wantPractice(then(days), SYSTEM, about),
    )
  }
}

async function idOf(app: App, slug: string): Promise<string> {
  const found = await readMunicipality(app, slug)
  if (!found) throw new Error(`no municipality ${slug}`)
  return found.id
}

function done<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`demo practice: ${JSON.stringify(result.refusals)}`)
  return result.value
}
