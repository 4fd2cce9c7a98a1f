import { expect } from 'vitest'
import { words } from '#features/participatory-budgeting/words.ts'
import { paths } from '#platform/paths.ts'
import { must } from '../hearings.ts'
import { sendProposal } from '#features/participatory-budgeting/proposals/sendProposal.ts'
import { typedProposal } from '../proposals.ts'
import { PLACE, PUBLISHER, ID, NORTH, LAMPS, OTHERS, office, day, PHASE_DAYS, type Walk } from './village.ts'

/** From the usual rules: two areas, all three channels. */
export async function announce(walk: Walk) {
  const { page, press, look, text } = await walk.inOffice(PUBLISHER, paths.officePb('ky', PLACE))
  await page.fill('[name=amount]', '2 млн')
  await press('form:has([name=amount]) button')
  expect(new URL(page.url()).pathname).toBe(office())
  await look()
  const part = async (name: string, fill: () => Promise<void>) => {
    await page.goto(`${walk.url}${office('edit')}`)
    await page.click(`#${name} > summary`)
    await fill()
    await look()
    await press(`#${name} form > p button[type=submit], #${name} form button[type=submit]`)
    expect([name, new URL(page.url()).search, await page.locator('.ds-error-summary').allTextContents()]).toEqual([
      name,
      `?done=${name}`,
      [],
    ])
  }
  await part('money', async () => {
    await page.fill('[name="areas.0.nameKy"]', 'Жогорку айыл')
    await page.fill('[name="areas.0.nameRu"]', 'Верхнее село')
    await page.fill('[name="areas.0.pot"]', '1,2 млн')
    await page.fill('[name="areas.0.entitled"]', '1 200'.replace(' ', ''))
    await page.click('#money details > summary')
    await page.fill('[name="areas.1.nameKy"]', 'Төмөнкү айыл')
    await page.fill('[name="areas.1.nameRu"]', 'Нижнее село')
    await page.fill('[name="areas.1.pot"]', '800 000')
    await page.fill('[name="areas.1.entitled"]', '700')
  })
  await part('phases', async () => {
    for (const kind of ['informing', 'supporting', ...Object.keys(PHASE_DAYS)]) {
      const days = PHASE_DAYS[kind]
      for (const [at, end] of ['From', 'To'].entries()) await page.fill(`[name=${kind}${end}]`, days ? day(days[at] ?? 0) : '')
    }
    await page.fill('[name=onlineTo]', day(1))
  })
  // eID goes together with codes and paper where the provider tells the personal number.
  await part('rules', async () => {
    await page.check('[name="channels[]"][value=eid]')
    await page.check('[name=eidKnowsPerson]')
    await page.fill('[name=seedSource]', 'Добуш бүткөндөн кийинки жумуш күнүндөгү доллардын расмий курсу')
  })
  await page.goto(`${walk.url}${office()}`)
  await press('form:has([value=publish]) button')
  expect(await text()).toContain(words('ky')('cycle.done.publish'))
  expect((await walk.cycle()).rules).toMatchObject({
    ballot: { type: 'approval' },
    count: { rule: 'equal-shares' },
    vote: { channels: { code: true, eid: true, paper: true } },
  })
}

/** One by a resident on a phone without a script, the others as they come in otherwise. */
export async function propose(walk: Walk) {
  const { page, go, press, look, text } = await walk.phone(false)
  await go(paths.cycle('ky', ID))
  await press(`main a[href="${paths.newProposal('ky', ID)}"]`)
  await page.fill('[name=title]', LAMPS)
  await page.fill('[name=text]', 'Кечинде көчө караңгы, балдар мектептен кайтканда жол көрүнбөйт.')
  await page.check(`[name=area][value="${NORTH}"]`)
  await page.fill('[name=roughCost]', '450 миң')
  await page.fill('[name=name]', 'Айгүл')
  await page.fill('[name=email]', 'aigul@example.kg')
  await page.check('[name=resident]')
  await look()
  await press('button[value=check]')
  await press('button[value=send]')
  expect(page.url()).toContain('/mine?trackingCode=')
  await look()
  expect(await text()).toContain(LAMPS)
  for (const { title, area } of OTHERS)
    must(
      await sendProposal(walk.app, {
        cycleId: ID,
        form: typedProposal({ title, areaId: area, form: `form-of-${title}`.slice(0, 30) }),
        language: 'ky',
      }),
    )
}
