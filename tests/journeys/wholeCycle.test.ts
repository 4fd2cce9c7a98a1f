import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser } from 'playwright-core'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { readCycle } from '#features/participatory-budgeting/cycles/readCycle.ts'
import type { Cycle } from '#features/participatory-budgeting/cycles/rules/cycle.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { castBallot } from '#features/participatory-budgeting/ballots/castBallot.ts'
import { readBallotProjects } from '#features/participatory-budgeting/proposals/readBallotProjects.ts'
import { readProposal } from '#features/participatory-budgeting/proposals/readProposal.ts'
import { letOntoList } from '#features/participatory-budgeting/proposals/letOntoList.ts'
import { sendProposal } from '#features/participatory-budgeting/proposals/sendProposal.ts'
import { words } from '#features/participatory-budgeting/words.ts'
import { readConfig } from '#platform/config.ts'
import { LANGUAGES, type Lang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'
import { type App, buildApp } from '#src/app.ts'
import { freshDatabase } from '#tests/support/app.ts'
import { choose, preparedBallot } from '#tests/support/ballots.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { seededPlace } from '#tests/support/feedback.ts'
import { must } from '#tests/support/hearings.ts'
import { type EidPeer, freePort, startEidPeer } from '#tests/support/oidcProvider.ts'
import { person } from '#tests/support/people.ts'
import { typedProposal } from '#tests/support/proposals.ts'
import { accepted, judged, som } from '#tests/support/reviews.ts'
import { type Server, startServer } from '#tests/support/server.ts'
import { ticketFor } from '#tests/support/voters.ts'
import { codesOf, DAY_MS, day, enterOffice, openPhone, PHASE_DAYS, type Phone, sheetsOf } from '#tests/support/wholeCycle.ts'

const SLOW = 240_000
const PLACE = 'ala-buka'
const [PUBLISHER, FIRST, SECOND, THIRD] = ['publisher', 'birinchi', 'ekinchi', 'uchunchu'].map(
  one => `${one}@ala-buka.example`,
) as [string, string, string, string]
const YEAR = Number(day(0).slice(0, 4)) + 1
const ID = `${PLACE}-${YEAR}`
const [NORTH, SOUTH] = [`${ID}-1`, `${ID}-2`]
const LAMPS = 'Борбордук көчөгө жарык'
/** The others on the ballot: what, where, and the price of the office. */
const OTHERS = [
  { title: 'Мектептин чатырын жаңылоо', area: NORTH, price: 500_000 },
  { title: 'Арыктарды тазалоо жана оңдоо', area: NORTH, price: 600_000 },
  { title: 'Медпунктка жылытуу', area: SOUTH, price: 300_000 },
  { title: 'Төмөнкү айылга спорт аянты', area: SOUTH, price: 700_000 },
] as const
const SEED = '87,4512'
/** Printed for each area: more than a village may have ballots before they are published. */
const CODES = 34
const PERSONAL = '20101199012345'
/** Forty people of each village; who has an eID is the last of the second. */
const villageRoll = (): string =>
  [
    'Номери;Аты-жөнү;Туулган жылы;Жынысы;Аймагы;Жеке номери',
    ...[1, 2].flatMap(area =>
      Array.from({ length: 40 }, (_, at) => {
        const number = area * 1000 + at + 1
        return `${number};Шайлоочу ${number};${1950 + at};${at % 2 ? 'эркек' : 'аял'};${area};${number === 2040 ? PERSONAL : ''}`
      }),
    ),
  ].join('\n')
const browser = await openBrowser()
const office = (part = '') => paths.officeCycle('ky', PLACE, ID, part)

let app: App
let server: Server
let peer: EidPeer
let settings: Record<string, string>
let phones: Phone[] = []

/** The same portal, so many days from the day on which the vote begins. */
const onDay = async (from: number): Promise<App> => {
  for (const one of phones) await one.close()
  phones = []
  await server?.stop()
  const clock = {
    NODE_OPTIONS: `--import ${new URL('../support/laterClock.ts', import.meta.url)}`,
    LATER_MS: String(from * DAY_MS),
  }
  server = await startServer({ ...settings, ...clock })
  return { ...app, now: () => new Date(Date.now() + from * DAY_MS) }
}
const phone = async (javaScript = true): Promise<Phone> => {
  const opened = await openPhone(browser as Browser, server.url, javaScript)
  phones.push(opened)
  return opened
}
const cycleNow = async (): Promise<Cycle> => {
  const cycle = await readCycle(app, ID)
  if (!cycle) throw new Error('there is no cycle')
  return cycle
}

describe.skipIf(!browser)('a whole cycle, from its announcement to the confirmed work', () => {
  // Before each try: a journey that is tried again begins anew.
  beforeEach(async () => {
    await app?.close()
    await peer?.stop()
    const port = await freePort()
    const SITE_URL = `http://127.0.0.1:${port}`
    peer = await startEidPeer(`${SITE_URL}/eid/callback`)
    settings = { ...(await freshDatabase()), ...peer.env, SITE_URL, PORT: String(port), ASHAR_DEMO: '1', ASHAR_WORKER: 'off' }
    app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    const place = await seededPlace(app)
    await person(app, PUBLISHER, 'publisher', place.id, true)
    for (const email of [FIRST, SECOND, THIRD]) await person(app, email, 'commission', place.id, true)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    await peer?.stop()
    await app?.close()
  })

  /** From the usual rules: two areas, all three channels. */
  const announce = async () => {
    const { page, press, look, text } = await phone()
    await enterOffice(phones[0] as Phone, PUBLISHER, paths.officePb('ky', PLACE))
    await page.fill('[name=amount]', '2 млн')
    await press('form:has([name=amount]) button')
    expect(new URL(page.url()).pathname).toBe(office())
    await look()
    const part = async (name: string, fill: () => Promise<void>) => {
      await page.goto(`${server.url}${office('edit')}`)
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
    await page.goto(`${server.url}${office()}`)
    await press('form:has([value=publish]) button')
    expect(await text()).toContain(words('ky')('cycle.done.publish'))
    expect((await cycleNow()).rules).toMatchObject({
      ballot: { type: 'approval' },
      count: { rule: 'equal-shares' },
      vote: { channels: { code: true, eid: true, paper: true } },
    })
  }

  /** One by a resident on a phone without a script, the others as they come in otherwise. */
  const propose = async (then: App) => {
    const { page, go, press, look, text } = await phone(false)
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
        await sendProposal(then, {
          cycleId: ID,
          form: typedProposal({ title, areaId: area, form: `form-of-${title}`.slice(0, 30) }),
          language: 'ky',
        }),
      )
  }

  /** The office lets them on, judges, prices and answers them together. */
  const review = async (then: App) => {
    const { page, go, press, look, text } = await phone()
    await enterOffice(phones[0] as Phone, PUBLISHER, office('proposals'))
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
      const found = await readProposal(then, id)
      if (!found) throw new Error(`no proposal ${id}`)
      must(await letOntoList(then, OPERATOR, { id, version: found.version }))
      await judged(then, id, { ...accepted, price: som(OTHERS.find(one => one.title === found.title)?.price ?? 0) })
    }
    await go(office('proposals'))
    await look()
    await press('button[value=releaseAll]')
    expect(await readBallotProjects(then, ID)).toHaveLength(OTHERS.length + 1)
    await go(paths.proposal('ky', ID, mine))
    expect((await text()).replace(/\s/g, '')).toContain('400000')
    await look()
  }

  /** The commission makes the key and tries two of its sheets, prints codes, and lists a polling point. */
  const prepare = async () => {
    const { page, go, press, take, look, text } = await phone()
    await enterOffice(phones.at(-1) as Phone, FIRST, office('key'))
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
  const vote = async (then: App, codes: Readonly<Record<string, string[]>>) => {
    const receipts: string[] = []
    for (const lang of ['ky', 'ru'] as const) {
      const { go, press } = await phone(false)
      await go(`${paths.vote(lang, ID)}?code=${codes[NORTH]?.pop()}`)
      await press('.vote-enter button')
      receipts.push(await castHere(phones.at(-1) as Phone, lang, LAMPS, OTHERS[0].title))
    }
    peer.person = PERSONAL
    const eid = await phone()
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

    const [cycle, projects] = [await cycleNow(), await readBallotProjects(then, ID)]
    const idOf = (title: string) => projects.find(one => one.titles.ky === title)?.id ?? ''
    const wanted: Readonly<Record<string, readonly string[][]>> = {
      [NORTH]: [[LAMPS, OTHERS[0].title], [OTHERS[1].title], []],
      [SOUTH]: [[OTHERS[2].title], [OTHERS[2].title, OTHERS[3].title]],
    }
    for (const area of [NORTH, SOUTH])
      for (const [at, code] of (codes[area] ?? []).entries()) {
        const choices = choose(...(wanted[area]?.[at % (wanted[area]?.length ?? 1)] ?? []).map(idOf))
        const voter = { by: 'ticket' as const, ...(await ticketFor(then, cycle, code)) }
        const { ballot } = await preparedBallot(then, voter, choices)
        receipts.push(must(await castBallot(then, voter, { cycleId: ID, ballot })).receipt)
      }
    return receipts
  }

  /** The urn: keyed twice, one difference settled by a third, the protocol signed. */
  const keyPaper = async () => {
    for (const [who, ballots] of [
      [FIRST, ['1 2', '3', '']],
      [SECOND, ['1 2', '2', '']],
    ] as const) {
      const { page, press, look } = await phone()
      await enterOffice(phones.at(-1) as Phone, who, office('paper/1/key'))
      await look()
      for (const marks of ballots) {
        if (marks === '') await page.check('[name=verdict][value=blank]')
        else await page.fill('[name=quick]', marks)
        await press('form:has([name=quick]) button[type=submit]')
      }
    }
    const { page, go, press, look, text } = await phone()
    await enterOffice(phones.at(-1) as Phone, THIRD, office('paper/1/differences'))
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
  const openAndCount = async (sheets: readonly string[]) => {
    const { page, go, press, look, text } = await phone()
    await enterOffice(phones.at(-1) as Phone, FIRST, office('key'))
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
    const second = await phone()
    await enterOffice(second, SECOND, office('count'))
    await second.press('button[value=sign]')
    expect(await second.text()).toContain(words('ky')('result.office.done.announced'))
  }

  /** What everybody sees of it, and does with it. */
  const follow = async (receipts: readonly string[]) => {
    const { page, go, take, look, text } = await phone()
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
    const list = JSON.stringify(await (await fetch(`${server.url}/api/v1/cycles/${ID}/receipts`)).json())
    for (const receipt of receipts) expect(list).toContain(receipt)
    expect(receipts).toHaveLength(2 * CODES + 1)
    await go(`${paths.vote('ky', ID, 'verify')}?receipt=${receipts[0]}`)
    expect(await text()).toContain(words('ky')('vote.verify.in'))
    await look()

    const [winner = ''] = funded
    const project = paths.cycle('ky', ID, `projects/${winner}`)
    await go(project)
    await look()
    const publisher = await phone()
    await enterOffice(publisher, PUBLISHER, office(`projects/${winner}`))
    await publisher.look()
    await publisher.page.click('#finish > summary')
    await publisher.press('#finish button')
    const resident = await phone(false)
    await resident.go(project)
    await resident.page.locator('#confirm [name=answer]').first().check()
    await resident.press('#confirm button')
    expect(await resident.text()).toContain(words('ky')('project.confirm.done'))
    await resident.look()
  }

  it('is walked through in a browser, and counted again by anybody', { timeout: SLOW }, async () => {
    const informed = await onDay(-8)
    await announce()
    await propose(informed)
    const reviewing = await onDay(-4)
    await review(reviewing)
    const { sheets, codes } = await prepare()
    const receipts = await vote(await onDay(0), codes)
    await onDay(3)
    await keyPaper()
    await openAndCount(sheets)
    await follow(receipts)
  })
})
