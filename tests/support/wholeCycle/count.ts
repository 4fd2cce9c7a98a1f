import { expect } from 'vitest'
import { words } from '#features/participatory-budgeting/words.ts'
import { paths } from '#platform/paths.ts'
import { FIRST, SECOND, THIRD, ID, SEED, office, type Walk } from './village.ts'

/** The urn: keyed twice, one difference settled by a third, the protocol signed. */
export async function keyPaper(walk: Walk) {
  for (const [who, ballots] of [
    [FIRST, ['1 2', '3', '']],
    [SECOND, ['1 2', '2', '']],
  ] as const) {
    const { page, press, look } = await walk.inOffice(who, office('paper/1/key'))
    await look()
    for (const marks of ballots) {
      if (marks === '') await page.check('[name=verdict][value=blank]')
      else await page.fill('[name=quick]', marks)
      await press('form:has([name=quick]) button[type=submit]')
    }
  }
  const { page, go, press, look, text } = await walk.inOffice(THIRD, office('paper/1/differences'))
  await look()
  await page.check('[name=as][value="1"]')
  await press('form.card button[type=submit]')
  await go(office('voters/check'))
  await page.click('details:has([name=marks]) > summary')
  await page.check('[name=kind][value=paper]')
  // The third of them was not marked on the day: the urn still counts them.
  await page.fill('[name=marks]', '1038\n1039')
  await press('form:has([name=marks]) button')
  expect(await text()).toContain(words('ky')('roll.done.marks', { count: 2 }))
  await go(office('paper/1/protocol'))
  for (const [name, value] of Object.entries({ handedOut: '3', spoiledReplaced: '0', unused: '17', inUrn: '3' }))
    await page.fill(`[name=${name}]`, value)
  await press('form:has([value=protocol]) button')
  await page.fill('[name=names]', 'Комиссиянын биринчи мүчөсү\nЭкинчи мүчөсү')
  await press('form:has([value=sign]) button')
  expect(await text()).toContain('Протоколго кол коюлган')
}

/** Two sheets open the box, the count is run with the public value, two members sign. */
export async function openAndCount(walk: Walk, sheets: readonly string[]) {
  const { page, go, press, look, text } = await walk.inOffice(FIRST, office('key'))
  await press('button[value=close]')
  await look()
  await page.fill('[name=sheet1]', sheets[2] ?? '')
  await page.fill('[name=sheet2]', sheets[1] ?? '')
  await press('button[value=open]')
  expect(await text()).toContain(words('ky')('box.done.open'))
  await look()
  await go(office('count'))
  await look()
  await page.fill('[name=seed]', SEED)
  await press('button[value=count]')
  await look()
  await press('button[value=sign]')
  await go(paths.results('ky', ID))
  expect(await page.locator('ol.outcome').count()).toBe(0)
  const second = await walk.inOffice(SECOND, office('count'))
  await second.press('button[value=sign]')
  expect(await second.text()).toContain(words('ky')('result.office.done.announced'))
}
