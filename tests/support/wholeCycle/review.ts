import { expect } from 'vitest'
import { words } from '#features/participatory-budgeting/words.ts'
import { paths } from '#platform/paths.ts'
import { must } from '../hearings.ts'
import { readProposal } from '#features/participatory-budgeting/proposals/readProposal.ts'
import { readBallotProjects } from '#features/participatory-budgeting/proposals/readBallotProjects.ts'
import { letOntoList } from '#features/participatory-budgeting/proposals/letOntoList.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { accepted, judged, som } from '../reviews.ts'
import { codesOf, sheetsOf } from './prints.ts'
import { PUBLISHER, FIRST, ID, NORTH, SOUTH, LAMPS, OTHERS, CODES, villageRoll, office, day, type Walk } from './village.ts'

/** The office lets them on, judges, prices and answers them together. */
export async function review(walk: Walk) {
  const { page, go, press, look, text } = await walk.inOffice(PUBLISHER, office('proposals'))
  await look()
  const ids: string[] = []
  for (const link of await page.locator('main .card-link').all())
    ids.push(((await link.getAttribute('href')) ?? '').split('/').at(-1) ?? '')
  expect(ids).toHaveLength(OTHERS.length + 1)
  await press(`main .card-link:has-text("${LAMPS}")`)
  const mine = page.url().split('/').at(-1) ?? ''
  await look()
  await press('button[value=letOn]')
  await page.check('[name=eligible][value=yes]')
  await page.check('[name=feasible][value=yes]')
  await page.fill('[name=price]', '400 000')
  await page.fill('[name=priceExplanation]', '12 мамы, лампалар жана зым')
  await press('form[action="#judge"] button[type=submit]')
  await look()
  for (const id of ids.filter(one => one !== mine)) {
    const found = await readProposal(walk.app, id)
    if (!found) throw new Error(`no proposal ${id}`)
    must(await letOntoList(walk.app, OPERATOR, { id, version: found.version }))
    await judged(walk.app, id, { ...accepted, price: som(OTHERS.find(one => one.title === found.title)?.price ?? 0) })
  }
  await go(office('proposals'))
  await look()
  await press('button[value=releaseAll]')
  expect(await readBallotProjects(walk.app, ID)).toHaveLength(OTHERS.length + 1)
  await go(paths.proposal('ky', ID, mine))
  expect((await text()).replace(/\s/g, '')).toContain('400000')
  await look()
}

/** The commission makes the key and tries two of its sheets, prints codes, and lists a polling point. */
export async function prepare(walk: Walk) {
  const { page, go, press, take, look, text } = await walk.inOffice(FIRST, office('key'))
  await look()
  const sheets = sheetsOf(await take('button[value=make]'))
  expect(sheets).toHaveLength(3)
  await go(office('key'))
  await page.fill('[name=sheet1]', sheets[0] ?? '')
  await page.fill('[name=sheet2]', sheets[2] ?? '')
  await press('button[value=rehearse]')
  expect(await text()).toContain(words('ky')('box.done.rehearse'))
  await look()
  await go(office('voters/roll'))
  await page.setInputFiles('[name=file]', { name: 'roll.csv', mimeType: 'text/csv', buffer: Buffer.from(villageRoll()) })
  await press('form:has([value=import]) button')
  await look()
  await go(office('voters'))
  await look()
  const codes: Record<string, string[]> = {}
  for (const area of [NORTH, SOUTH]) {
    await page.selectOption('[name=area]', area)
    await page.fill('[name=count]', String(CODES))
    codes[area] = codesOf(await take('form:has([value=print]) button'))
    expect(codes[area]).toHaveLength(CODES)
  }
  // The first is handed over at the table, the others were noted on paper and are marked together.
  await go(`${office('voters/check')}?q=1001`)
  await page.fill('[name=serial]', '1-001')
  await press('form:has([value=handCode]) button')
  await look()
  await go(office('voters/check'))
  await page.click('details:has([name=marks]) > summary')
  await page.check('[name=kind][value=code]')
  const serial = (batch: number, at: number) => `${batch}-${String(at).padStart(3, '0')}`
  const handed = [1, 2].flatMap(batch =>
    Array.from({ length: CODES }, (_, at) => `${batch * 1000 + at + 1} ${serial(batch, at + 1)}`),
  )
  await page.fill('[name=marks]', handed.slice(1).join('\n'))
  await press('form:has([name=marks]) button')
  expect(await text()).toContain(words('ky')('roll.done.marks', { count: handed.length - 1 }))
  await go(office('paper'))
  await page.fill('[name=name]', '№ 2 мектеп')
  await page.selectOption('[name=area]', NORTH)
  await page.fill('[name=day]', day(2))
  await page.fill('[name=firstSerial]', '1')
  await page.fill('[name=lastSerial]', '20')
  await press('form:has([name=firstSerial]) button[type=submit]')
  await look()
  return { sheets, codes }
}
