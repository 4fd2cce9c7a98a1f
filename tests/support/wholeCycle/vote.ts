import { expect } from 'vitest'
import { words } from '#features/participatory-budgeting/words.ts'
import { paths } from '#platform/paths.ts'
import { must } from '../hearings.ts'
import { readBallotProjects } from '#features/participatory-budgeting/proposals/readBallotProjects.ts'
import { castBallot } from '#features/participatory-budgeting/ballots/castBallot.ts'
import { ticketFor } from '../voters.ts'
import { choose, preparedBallot } from '../ballots.ts'
import { LANGUAGES, type Lang } from '#platform/i18n/languages.ts'
import type { Phone } from './phone.ts'
import { ID, NORTH, SOUTH, LAMPS, OTHERS, PERSONAL, type Walk } from './village.ts'

/** From the ballot to the receipt; answers its number. */
const castHere = async ({ page, press, look }: Phone, lang: Lang, ...titles: string[]): Promise<string> => {
  const t = words(lang)
  await look()
  for (const title of titles) await page.locator('.ballot-rows li', { hasText: title }).locator('input').check()
  await press(`button:has-text("${t('vote.ballot.next')}")`)
  await look()
  await press('button[name=act][value=cast]')
  expect(await page.textContent('h1')).toBe(t('vote.receipt.title'))
  await look()
  return (await page.getAttribute('[data-receipt]', 'data-receipt')) ?? ''
}

/** Two by code without a script and one by eID in the browser; the rest of the village as casting takes it. */
export async function vote(walk: Walk, codes: Readonly<Record<string, string[]>>) {
  const receipts: string[] = []
  for (const lang of ['ky', 'ru'] as const) {
    const phone = await walk.phone(false)
    await phone.go(`${paths.vote(lang, ID)}?code=${codes[NORTH]?.pop()}`)
    await phone.press('.vote-enter button')
    receipts.push(await castHere(phone, lang, LAMPS, OTHERS[0].title))
  }
  walk.peer.person = PERSONAL
  const eid = await walk.phone()
  for (const page of LANGUAGES.flatMap(lang => [paths.cycle(lang, ID), paths.proposals(lang, ID)])) {
    await eid.go(page)
    await eid.look()
  }
  await eid.go(paths.vote('en', ID))
  await eid.look()
  await eid.page.click(`button:has-text("${words('en')('vote.enter.eid')}")`)
  // The roll knows in which area they live.
  await eid.page.waitForURL(`**${paths.vote('en', ID, 'ballot')}*`)
  receipts.push(await castHere(eid, 'en', OTHERS[2].title))
  // One person, one ballot: with the same eID there is no second.
  await eid.go(paths.vote('en', ID))
  await eid.page.click(`button:has-text("${words('en')('vote.enter.eid')}")`)
  await eid.page.getByText(words('en').refusal({ code: 'vote.alreadyCast' })).waitFor()

  const [cycle, projects] = [await walk.cycle(), await readBallotProjects(walk.app, ID)]
  const idOf = (title: string) => projects.find(one => one.titles.ky === title)?.id ?? ''
  const wanted: Readonly<Record<string, readonly string[][]>> = {
    [NORTH]: [[LAMPS, OTHERS[0].title], [OTHERS[1].title], []],
    [SOUTH]: [[OTHERS[2].title], [OTHERS[2].title, OTHERS[3].title]],
  }
  for (const area of [NORTH, SOUTH])
    for (const [at, code] of (codes[area] ?? []).entries()) {
      const choices = choose(...(wanted[area]?.[at % (wanted[area]?.length ?? 1)] ?? []).map(idOf))
      const voter = { by: 'ticket' as const, ...(await ticketFor(walk.app, cycle, code)) }
      const { ballot } = await preparedBallot(walk.app, voter, choices)
      receipts.push(must(await castBallot(walk.app, voter, { cycleId: ID, ballot })).receipt)
    }
  return receipts
}
