import { expect } from 'vitest'
import { words } from '#features/participatory-budgeting/words.ts'
import { paths } from '#platform/paths.ts'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { LANGUAGES } from '#platform/i18n/languages.ts'
import { PUBLISHER, ID, NORTH, SOUTH, CODES, office, type Walk } from './village.ts'

/** What everybody sees of it, and does with it. */
export async function follow(walk: Walk, receipts: readonly string[]) {
  const { page, go, take, look, text } = await walk.phone()
  for (const lang of LANGUAGES) {
    await go(paths.results(lang, ID))
    await look()
  }
  await go(paths.results('ky', ID))
  const folder = await mkdtemp(join(tmpdir(), 'ashar-recount-'))
  const funded: string[] = []
  for (const [at, area] of [NORTH, SOUTH].entries()) {
    const shown = await page
      .locator(`#pot-${area} ol.outcome-funded h4 a`)
      .evaluateAll(all => all.map(one => one.getAttribute('href')?.split('/').at(-1) ?? ''))
    expect(shown.length).toBeGreaterThan(0)
    funded.push(...shown)
    const file = join(folder, `${area}.pb`)
    await writeFile(file, await take(`a[download] >> nth=${at}`))
    const command = (await page.locator('pre.command').nth(at).textContent()) ?? ''
    expect(command).toContain(`${area}.pb`)
    const { stdout } = await promisify(execFile)('sh', ['-c', command.replace(`${area}.pb`, file)])
    expect([...(JSON.parse(stdout) as { winners: string[] }).winners].sort()).toEqual([...shown].sort())
  }
  await rm(folder, { recursive: true })
  // The codes, the eID and the three of the urn, two of whom were marked: 36 there would leave one out.
  const turnout = ((await page.textContent('#turnout')) ?? '').replace(/\s+/g, ' ')
  expect(turnout).toContain('Жогорку айыл 37')
  expect(turnout).toContain('Төмөнкү айыл 35')
  expect(turnout).toMatch(/Код менен 72/)
  const list = JSON.stringify(await (await fetch(`${walk.url}/api/v1/cycles/${ID}/receipts`)).json())
  for (const receipt of receipts) expect(list).toContain(receipt)
  expect(receipts).toHaveLength(2 * CODES + 1)
  await go(`${paths.vote('ky', ID, 'verify')}?receipt=${receipts[0]}`)
  expect(await text()).toContain(words('ky')('vote.verify.in'))
  await look()

  const [winner = ''] = funded
  const project = paths.cycle('ky', ID, `projects/${winner}`)
  await go(project)
  await look()
  const publisher = await walk.inOffice(PUBLISHER, office(`projects/${winner}`))
  await publisher.look()
  await publisher.page.click('#finish > summary')
  await publisher.press('#finish button')
  const resident = await walk.phone(false)
  await resident.go(project)
  await resident.page.locator('#confirm [name=answer]').first().check()
  await resident.press('#confirm button')
  expect(await resident.text()).toContain(words('ky')('project.confirm.done'))
  await resident.look()
}
