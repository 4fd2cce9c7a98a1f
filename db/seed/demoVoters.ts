import { SYSTEM } from '#features/identity/rules/viewer.ts'
import { readCycle } from '#features/participatory-budgeting/cycles/readCycle.ts'
import { importRoll } from '#features/participatory-budgeting/voters/importRoll.ts'
import { issueCodes } from '#features/participatory-budgeting/voters/issueCodes.ts'
import { handCodeTo } from '#features/participatory-budgeting/voters/markPerson.ts'
import { readVoters } from '#features/participatory-budgeting/voters/readVoters.ts'
import { CODE_BYTES, printedCode, readCode } from '#features/participatory-budgeting/voters/rules/code.ts'
import type { Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'

export const DEMO_VOTE = 'ala-buka-2026'

/** Codes of the demo cycle that everybody may know: three for each of its areas. */
export const DEMO_CODES: readonly string[] = [
  'DEM0ASHAR202601W', 'DEM0ASHAR202602T', 'DEM0ASHAR202603R',
  'DEM0ASHAR202604P', 'DEM0ASHAR202605M', 'DEM0ASHAR202606J',
].map(printedCode) // prettier-ignore

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const bytesOf = (code: string): Buffer =>
  Buffer.from(Array.from((readCode(code) ?? '').slice(0, CODE_BYTES), character => ALPHABET.indexOf(character)))

// Nobody's names: each says that it is an example.
const WOMEN = ['Асанова Айгүл', 'Төрөкулова Назгүл', 'Осмонова Жибек', 'Сыдыкова Гүлнара', 'Мамытова Бермет', 'Жолдошева Айнура']
const MEN = ['Үсөнов Бакыт', 'Токтогулов Эрмек', 'Абдыкадыров Нурлан', 'Кадыров Өмүрбек', 'Исаков Талант', 'Жумабаев Азамат']

const VILLAGES = ['Ала-Бука', 'Айры-Там', 'Достук']
const rollText = (areas: readonly { readonly position: number; readonly names: { readonly ky: string } }[]): string => {
  const people = areas.flatMap(area =>
    [...WOMEN, ...MEN].map((name, at) => ({ name, area, at, sex: at < WOMEN.length ? 'аял' : 'эркек' })),
  )
  const rows = people.map(({ name, area, at, sex }, index) =>
    [
      index + 1,
      `${name} (үлгү)`,
      1948 + ((at * 7 + area.position) % 60),
      sex,
      VILLAGES[(area.position - 1 + (at % 2) * (area.position - 1)) % 3],
      area.position,
    ].join(';'),
  )
  return ['Номери;Аты-жөнү;Туулган жылы;Жынысы;Айылы;Аймагы', ...rows].join('\n')
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`demo voters: ${JSON.stringify(result.refusals)}`)
  return result.value
}

/**
 * Codes and a local roll of the demo cycle that is under the vote. Its codes are known to everybody, which no cycle's are that is
 * not marked as a demo. Does nothing where they are loaded already.
 */
export async function seedDemoVoters(app: App): Promise<void> {
  const cycle = await readCycle(app, DEMO_VOTE)
  if (!cycle?.isDemo || (await readVoters(app, cycle)).batches.length > 0) return
  const before: App = { ...app, now: () => new Date(app.now().getTime() - 8 * 86_400_000) }
  must(
    await importRoll(before, SYSTEM, { cycleId: cycle.id, bytes: new TextEncoder().encode(rollText(cycle.areas)), add: false }),
  )
  const share = DEMO_CODES.length / cycle.areas.length
  for (const [at, area] of cycle.areas.entries()) {
    const codes = DEMO_CODES.slice(at * share, (at + 1) * share).map(bytesOf)
    const known: App = { ...before, random: size => (size === CODE_BYTES ? codes.shift() : undefined) ?? app.random(size) }
    must(await issueCodes(known, SYSTEM, { cycleId: cycle.id, areaId: area.id, count: share }))
  }
  // The first woman of the roll has the first code.
  must(await handCodeTo(app, SYSTEM, { cycleId: cycle.id, number: '1', serial: '1-001' }))
}
