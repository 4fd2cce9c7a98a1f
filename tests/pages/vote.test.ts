import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { boxClosing, boxEnvelope } from '#db/schema/ballotBox.ts'
import { rollCode } from '#db/schema/voterRoll.ts'
import { seedBase } from '#db/seed/base.ts'
import { migrateStore } from '#db/migrate.ts'
import type { BallotRule } from '#features/participatory-budgeting/cycles/rules/cycleRules.ts'
import { readConfig } from '#platform/config.ts'
import { sha256 } from '#platform/ids.ts'
import { type App, buildApp } from '#src/app.ts'
import { engineMissing, freshDatabase } from '#tests/support/app.ts'
import { choose, type OpenVote, openVote } from '#tests/support/ballots.ts'
import { jar } from '#tests/support/jar.ts'
import { freezeAs, seededCycle } from '#tests/support/pbCycle.ts'
import { type Server, startServer } from '#tests/support/server.ts'

let server: Server
let app: App
let votes = 0

const newVote = (ballot?: BallotRule, more: Parameters<typeof openVote>[2] = {}) =>
  openVote(app, ballot, { id: `vote-${(votes += 1)}`, ...more })
const at = (vote: OpenVote, part = '', lang = 'ky') => `/${lang}/pb/${vote.cycle.id}/vote${part && `/${part}`}`
const hidden = (text: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? ''
const receiptIn = (text: string) => /data-receipt="([^"]*)"/.exec(text)?.[1] ?? ''
const envelopes = async (vote: OpenVote) =>
  (await app.store.read.select().from(boxEnvelope)).filter(one => one.cycleId === vote.cycle.id)

/** A phone that has entered a fresh code and looks at its ballot. */
async function entered(vote: OpenVote, code?: string) {
  const phone = jar(server.url)
  const sent = await phone.post(at(vote), { code: code ?? (await vote.code()) })
  expect([sent.status, sent.headers.get('location')]).toEqual([303, at(vote, 'ballot')])
  const order = await phone.get(at(vote, 'ballot'))
  expect(order.status).toBe(303)
  const page = await phone.get(order.headers.get('location') ?? '')
  return { phone, text: await page.text() }
}
/** A form with several fields of one name. */
const form = (fields: readonly (readonly [string, string])[]) => new URLSearchParams(fields.map(one => [...one])) as never
async function checked(vote: OpenVote, fields: readonly (readonly [string, string])[]) {
  const { phone } = await entered(vote)
  const page = await phone.post(at(vote, 'check'), form(fields))
  const text = await page.text()
  return { phone, page, text, ballot: hidden(text, 'ballot') }
}

describe.skipIf(engineMissing())('pages of the vote', () => {
  beforeAll(async () => {
    const settings = await freshDatabase({ migrated: false })
    await migrateStore(settings.DATABASE_URL)
    app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    await seedBase(app)
    server = await startServer({ ...settings, ASHAR_WORKER: 'off', LOG_LEVEL: 'info' })
  })
  afterAll(async () => {
    await server?.stop()
    await app?.close()
  })

  const KINDS: readonly (readonly [string, BallotRule, readonly (readonly [string, string])[], readonly unknown[]])[] = [
    ['approval', { type: 'approval', min: 0, max: 2 }, [['choice', 'SCHOOL3'], ['choice', 'BRIDGE1']], choose('BRIDGE1', 'SCHOOL3')],
    ['knapsack', { type: 'knapsack' }, [['choice', 'LAMPS22'], ['choice', 'SCHOOL3'], ['choice', 'WATER55']], choose('LAMPS22', 'SCHOOL3', 'WATER55')],
    ['points', { type: 'points', total: 10, most: 6 }, [['points-BRIDGE1', '6'], ['points-LAMPS22', '0'], ['points-WATER55', '4'], ['points-SCHOOL3', '']], [{ project: 'BRIDGE1', points: 6 }, { project: 'WATER55', points: 4 }]],
    ['ranking', { type: 'ranking', most: 3 }, [['place-WATER55', '1'], ['place-BRIDGE1', '2'], ['place-LAMPS22', '']], choose('WATER55', 'BRIDGE1')],
  ] // prettier-ignore
  it.each(KINDS)('take a ballot without JavaScript: %s', async (_, rule, fields, choices) => {
    const vote = await newVote(rule)
    const { phone, page, text, ballot } = await checked(vote, [['order', '5'], ...fields])
    expect(page.status).toBe(200)
    expect(text).toContain('Добушуңуз али берилген жок')
    const cast = await phone.post(at(vote, 'receipt'), { act: 'cast', ballot })
    const receipt = await cast.text()
    expect([cast.status, receipt]).toEqual([200, expect.stringContaining('Добушуңуз кутуда')])
    const [envelope, ...more] = await envelopes(vote)
    expect(more).toEqual([])
    expect(receiptIn(receipt)).toBe(envelope?.receipt)
    expect(vote.open(envelope?.sealed ?? '')).toMatchObject({ choices, rotation: 5 })
    // The phone goes on to the next person.
    expect([...phone.cookies.keys()].filter(name => name.includes('ballot'))).toEqual([])
    const verify = await phone.get(`${at(vote, 'verify')}?receipt=${envelope?.receipt.toLowerCase()}`)
    expect(await verify.text()).toContain('Ооба, бул бюллетень кутуда')
  })

  it('keep out of caches, referrers, search machines, logs and counters', async () => {
    const vote = await newVote()
    const before = await (await fetch(`${server.url}/metrics`)).text()
    const { phone, text } = await entered(vote)
    const pages = [
      await phone.get(at(vote)),
      await phone.get(`${at(vote, 'ballot')}?order=1`),
      await phone.get(at(vote, 'verify')),
    ]
    for (const page of [...pages, await phone.get(at(vote, 'check')), await phone.get(at(vote, 'receipt'))]) {
      expect(page.headers.get('cache-control')).toBe('no-store')
      expect(page.headers.get('referrer-policy')).toBe('no-referrer')
      expect(page.headers.get('x-robots-tag')).toBe('noindex')
    }
    expect(text).toContain('<meta name="robots" content="noindex"')
    const after = await (await fetch(`${server.url}/metrics`)).text()
    const counted = (metrics: string) =>
      [...metrics.matchAll(/^ashar_request_seconds_count.* (\d+)$/gm)].reduce((sum, one) => sum + Number(one[1]), 0)
    // Only the look at the counters itself.
    expect(counted(after) - counted(before)).toBeLessThanOrEqual(1)
    expect(server.output()).not.toMatch(/\/vote|127\.0\.0\.1.*vote/)
  })

  it('ask for no file at the end that was not there before: a log of files would say when somebody voted', async () => {
    const vote = await newVote()
    const filesIn = (text: string) => [...text.matchAll(/"(\/_astro\/[^"]+)"/g)].map(one => one[1] ?? '')
    const first = filesIn(await (await jar(server.url).get(at(vote))).text())
    const { phone, text } = await entered(vote)
    const check = await (await phone.post(at(vote, 'check'), { choice: 'LAMPS22' })).text()
    const receipt = await (await phone.post(at(vote, 'receipt'), { act: 'cast', ballot: hidden(check, 'ballot') })).text()
    expect(receipt).toContain('data-receipt')
    expect(filesIn(receipt).filter(one => ![...first, ...filesIn(text)].includes(one))).toEqual([])
  })

  it('move a code out of the address at once, spend nothing by being read, and note what was begun', async () => {
    const vote = await newVote()
    const code = await vote.code()
    const phone = jar(server.url)
    const came = await phone.get(`${at(vote)}?code=${code}`)
    expect([came.status, came.headers.get('location')]).toEqual([303, at(vote)])
    expect(await (await phone.get(at(vote))).text()).toContain(`value="${code}"`)
    const states = async () => (await app.store.read.select().from(rollCode)).filter(one => one.cycleId === vote.cycle.id)
    expect((await states()).filter(one => one.state !== 'printed' || one.started)).toEqual([])
    const sent = await phone.post(at(vote), { code: code.toLowerCase() })
    expect(sent.status).toBe(303)
    expect((await states()).filter(one => one.started)).toHaveLength(1)
    const again = await (await phone.get(at(vote))).text()
    expect(again).toContain('Сиз али добуш бере элексиз')
    expect(again).not.toContain(code)
    const wrong = await phone.post(at(vote), { code: 'ABCD' })
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('ABCD')])
  })

  it('keep what was typed where a ballot is refused, and say what is wrong at its project', async () => {
    const points = await newVote({ type: 'points', total: 10, most: 6 })
    const over = await checked(points, [
      ['points-BRIDGE1', '6'],
      ['points-LAMPS22', '5'],
    ])
    expect([over.page.status, over.ballot]).toEqual([422, ''])
    for (const value of ['value="6"', 'value="5"', '1 ашыкча']) expect(over.text).toContain(value.replace('1 ашыкча', 'ашыкча'))
    const half = await checked(points, [['points-WATER55', '1,5']])
    expect([half.page.status, half.text]).toEqual([422, expect.stringContaining('href="#field-points-WATER55"')])
    const ranking = await newVote({ type: 'ranking', most: 3 })
    const twice = await checked(ranking, [
      ['place-BRIDGE1', '1'],
      ['place-LAMPS22', '1'],
    ])
    expect([twice.page.status, twice.text]).toEqual([422, expect.stringContaining('1-орун эки долбоорго')])
    const knapsack = await newVote({ type: 'knapsack' })
    // Prices of the request are not looked at: with them everything would fit.
    const cheap = [['choice', 'BRIDGE1'], ['choice', 'SCHOOL3'], ['choice', 'WATER55'], ['price', '1'], ['price-BRIDGE1', '1'], ['BRIDGE1', '1']] as const // prettier-ignore
    const dear = await checked(knapsack, cheap)
    expect(dear.page.status).toBe(422)
    expect(dear.text.match(/checked/g)).toHaveLength(3)
    const counted = await checked(knapsack, [
      ['choice', 'BRIDGE1'],
      ['act', 'count'],
    ])
    expect([counted.page.status, counted.ballot]).toEqual([200, ''])
    expect(counted.text.replace(/\s/g, ' ')).toContain('>400 000 сом<')
    const unknown = await checked(knapsack, [
      ['choice', 'SOUTH44'],
      ['choice', '__proto__'],
    ])
    expect(unknown.page.status).toBe(422)
    expect(await envelopes(knapsack)).toEqual([])
  })

  it('go back with the choices, and take a blank ballot with a warning', async () => {
    const vote = await newVote()
    const { phone, ballot } = await checked(vote, [
      ['order', '2'],
      ['choice', 'LAMPS22'],
    ])
    const back = await (await phone.post(at(vote, 'ballot'), { ballot })).text()
    expect(back).toMatch(/value="LAMPS22"[^>]*checked/)
    expect(hidden(back, 'order')).toBe('2')
    const blank = await checked(vote, [])
    expect(blank.text).toContain('Бюллетень бош')
    const cast = await blank.phone.post(at(vote, 'receipt'), { act: 'cast', ballot: blank.ballot })
    expect(cast.status).toBe(200)
    expect(vote.open((await envelopes(vote))[0]?.sealed ?? '')?.choices).toEqual([])
  })

  it('answer a replayed form with the same receipt, and refuse another form for a spent code', async () => {
    const vote = await newVote()
    const code = await vote.code()
    const [one, two] = [await entered(vote, code), await entered(vote, code)]
    const ballots = await Promise.all(
      [one, two].map(async ({ phone }, n) => {
        const text = await (await phone.post(at(vote, 'check'), { choice: n === 0 ? 'BRIDGE1' : 'LAMPS22' })).text()
        return hidden(text, 'ballot')
      }),
    )
    // Two phones with one code at the same instant.
    const answers = await Promise.all(
      [one, two].map(({ phone }, n) => phone.post(at(vote, 'receipt'), { act: 'cast', ballot: ballots[n] ?? '' })),
    )
    expect(answers.map(answer => answer.status).sort()).toEqual([200, 409])
    expect(await envelopes(vote)).toHaveLength(1)
    const won = answers[0]?.status === 200 ? 0 : 1
    const first = receiptIn((await answers[won]?.text()) ?? '')
    // No cookie is left, and a stranger's browser has none either.
    const again = await jar(server.url).post(at(vote, 'receipt'), { act: 'cast', ballot: ballots[won] ?? '' })
    expect([again.status, receiptIn(await again.text())]).toEqual([200, first])
    expect(await envelopes(vote)).toHaveLength(1)
    const spent = await jar(server.url).post(at(vote), { code })
    expect(spent.status).toBe(422)
  })

  it('never show what is in the box again: not for a form that was copied, nor with a ticket that was kept', async () => {
    for (const mayChange of [false, true]) {
      const vote = await newVote(undefined, { vote: { mayChange } })
      const { phone, ballot } = await checked(vote, [['choice', 'LAMPS22']])
      const kept = new Map(phone.cookies)
      expect((await phone.post(at(vote, 'receipt'), { act: 'cast', ballot })).status).toBe(200)
      for (const [name, value] of kept) phone.cookies.set(name, value)
      const buyer = (await entered(vote)).phone
      for (const who of [phone, buyer])
        for (const [part, act] of [
          ['ballot', 'cast'],
          ['receipt', 'test'],
        ] as const) {
          const page = await who.post(at(vote, part), { act, ballot })
          expect(await page.text(), `${part} ${mayChange}`).not.toMatch(/value="LAMPS22"[^>]*checked/)
        }
    }
  })

  it('refuse a tampered form, one of another phone, and one after closing', async () => {
    const vote = await newVote()
    const [mine, theirs] = [await checked(vote, [['choice', 'BRIDGE1']]), await checked(vote, [['choice', 'LAMPS22']])]
    const send = (phone: typeof mine.phone, ballot: string) => phone.post(at(vote, 'receipt'), { act: 'cast', ballot })
    expect((await send(mine.phone, `${mine.ballot.slice(0, -4)}AAAA`)).status).toBe(422)
    expect((await send(mine.phone, '')).status).toBe(422)
    expect((await send(mine.phone, theirs.ballot)).status).toBe(422)
    expect((await send(jar(server.url), mine.ballot)).status).toBe(422)
    const cross = await mine.phone.post(
      at(vote, 'receipt'),
      { act: 'cast', ballot: mine.ballot },
      { origin: 'https://evil.example' },
    )
    expect(cross.status).toBe(403)
    await app.store.write(async tx => {
      await tx.insert(boxClosing).values({ cycleId: vote.cycle.id, closedAt: new Date(), envelopes: 0, head: 'h' })
    })
    const late = await send(mine.phone, mine.ballot)
    expect([late.status, await late.text()]).toEqual([422, expect.stringContaining('Добушуңуз кабыл алынган жок')])
    expect(await envelopes(vote)).toEqual([])
    expect((await mine.phone.get(`${at(vote, 'ballot')}?order=1`)).status).toBe(303)
  })

  it('show a tested ballot whole, let anybody compute its fingerprint, and never cast it', async () => {
    const vote = await newVote()
    const { phone, text, ballot } = await checked(vote, [['choice', 'WATER55']])
    const fingerprint = /<span class="fingerprint">([0-9a-f]{64})</.exec(text)?.[1] ?? ''
    const tested = await (await phone.post(at(vote, 'receipt'), { act: 'test', ballot })).text()
    const shown = hidden(tested, 'text').replaceAll('&quot;', '"').replaceAll('&#34;', '"')
    expect(sha256(shown)).toBe(fingerprint)
    expect(JSON.parse(shown).ballot).toEqual(choose('WATER55'))
    const computed = await (await phone.post(at(vote, 'fingerprint'), { text: shown, fingerprint })).text()
    expect(computed).toContain('Дал келди')
    const other = await (
      await phone.post(at(vote, 'fingerprint'), { text: `${shown} `.replace('WATER55', 'BRIDGE1'), fingerprint })
    ).text()
    expect(other).toContain('Дал келген жок')
    const cast = await phone.post(at(vote, 'receipt'), { act: 'cast', ballot })
    expect([cast.status, await cast.text()]).toEqual([422, expect.stringMatching(/value="WATER55"[^>]*checked/)])
    expect(await envelopes(vote)).toEqual([])
  })

  it('change a vote by its secret, where the rules allow it', async () => {
    const vote = await newVote(undefined, { vote: { mayChange: true } })
    const { phone, ballot } = await checked(vote, [['choice', 'WATER55']])
    const first = await (await phone.post(at(vote, 'receipt'), { act: 'cast', ballot })).text()
    const secret = /data-secret="([^"]*)"/.exec(first)?.[1] ?? ''
    const later = jar(server.url)
    const came = await later.get(`${at(vote, 'change')}?secret=${secret}`)
    expect([came.status, came.headers.get('location')]).toEqual([303, at(vote, 'change')])
    expect(await (await later.get(at(vote, 'change'))).text()).toContain(secret)
    expect((await later.post(at(vote, 'change'), { secret: receiptIn(first) })).status).toBe(422)
    expect((await later.post(at(vote, 'change'), { secret })).status).toBe(303)
    const page = await (await later.get(`${at(vote, 'ballot')}?order=0`)).text()
    expect(page).toContain('мурда берген добушуңуздун ордуна')
    expect(page).not.toMatch(/<input[^>]*checked/)
    const check = await (await later.post(at(vote, 'check'), { choice: 'BRIDGE1' })).text()
    const changed = await (await later.post(at(vote, 'receipt'), { act: 'cast', ballot: hidden(check, 'ballot') })).text()
    expect(changed).toContain('Добушуңуз өзгөртүлдү')
    expect(receiptIn(changed)).toBe(receiptIn(first))
    expect(changed).not.toContain('data-secret')
    const lying = await envelopes(vote)
    expect(lying.map(one => vote.open(one.sealed)?.choices)).toEqual([choose('BRIDGE1')])
  })

  it('say whether a receipt is in the box, and after closing where it stands in the list', async () => {
    const vote = await newVote()
    const receipts: string[] = []
    for (const id of ['BRIDGE1', 'LAMPS22']) {
      const { phone, ballot } = await checked(vote, [['choice', id]])
      receipts.push(receiptIn(await (await phone.post(at(vote, 'receipt'), { act: 'cast', ballot })).text()))
    }
    const ask = async (receipt: string) => (await fetch(`${server.url}${at(vote, 'verify', 'en')}?receipt=${receipt}`)).text()
    expect(await ask('ABC')).toContain('typing error')
    const other = await newVote()
    const cast = await checked(other, [])
    const elsewhere = receiptIn(await (await cast.phone.post(at(other, 'receipt'), { act: 'cast', ballot: cast.ballot })).text())
    expect(await ask(elsewhere)).toContain('no such number in the box')
    expect(await ask(receipts[0] ?? '')).not.toContain('of 2')
    await app.store.write(async tx => {
      await tx.insert(boxClosing).values({ cycleId: vote.cycle.id, closedAt: new Date(), envelopes: 2, head: 'the-head' })
    })
    const places = await Promise.all(receipts.map(async one => /(\d) of 2/.exec(await ask(one))?.[1]))
    expect(places.sort()).toEqual(['1', '2'])
    expect(await ask(receipts[1] ?? '')).toContain('the-head')
  })

  it('offer the ways to vote that the rules allow, and no other', async () => {
    const ways = async (channels: { code: boolean; eid: boolean; paper: boolean }) => {
      const vote = await newVote(undefined, { vote: { channels } })
      const text = await (await fetch(server.url + at(vote))).text()
      return [text.includes('name="code"'), text.includes(`action="${at(vote, 'eid')}"`), text.includes('Кагаз бюллетень')]
    }
    expect(await ways({ code: true, eid: false, paper: true })).toEqual([true, false, true])
    expect(await ways({ code: false, eid: true, paper: false })).toEqual([false, true, false])
  })

  it('say in three languages what nobody is protected from', async () => {
    const vote = await newVote()
    for (const [lang, words] of [
      ['ky', 'коргой албайт'],
      ['ru', 'не может вас защитить'],
      ['en', 'cannot protect'],
    ] as const)
      // prettier-ignore
      expect(await (await fetch(server.url + at(vote, '', lang))).text()).toContain(words)
  })

  it('say on the page of the vote and of the cycle why voting has not opened, and at the end that an opened ballot is no vote', async () => {
    const day = 86_400_000
    const page = async (path: string) => (await fetch(server.url + path)).text()
    const stuck = await seededCycle(app, { id: 'stuck-2026' })
    for (const path of [`/en/pb/${stuck.id}/vote`, `/en/pb/${stuck.id}`])
      expect(await page(path)).toContain('no project with a price stands on the ballot')
    const early = await seededCycle(app, { id: 'early-2026', phase: 'proposing' })
    expect(await page(`/en/pb/${early.id}/vote`)).toContain('Voting has not begun yet')
    const paper = await seededCycle({ ...app, now: () => new Date(Date.now() - 4.5 * day) }, { id: 'paper-2026' })
    await freezeAs(app, paper, [])
    expect(await page(`/en/pb/${paper.id}/vote`)).toContain('Votes are now taken on paper only')
    const ending = await seededCycle({ ...app, now: () => new Date(Date.now() - 2 * day) }, { id: 'ending-2026' })
    await freezeAs(app, ending, [], 'key')
    expect(await page(`/en/pb/${ending.id}`)).toContain('there is no vote of yours yet')
    expect(await page(`/en/pb/${(await newVote()).cycle.id}`)).not.toContain('there is no vote of yours yet')
  })
})
