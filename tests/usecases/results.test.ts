import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { eq } from 'drizzle-orm'
import { auditEntry } from '#db/schema/audit.ts'
import { pbPaperEntry } from '#db/schema/pbPaper.ts'
import { actorOf } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'
import { insertEntry } from '#features/participatory-budgeting/paper/store/entries.ts'
import { insertStation } from '#features/participatory-budgeting/paper/store/stations.ts'
import { DEFAULT_RULES } from '#features/participatory-budgeting/cycles/rules/cycleRules.ts'
import { countCycle } from '#features/participatory-budgeting/results/countCycle.ts'
import { keepProtocol, reopenProtocol, signProtocol } from '#features/participatory-budgeting/paper/keepProtocol.ts'
import { readOfficeCount, readPbFile, readResult } from '#features/participatory-budgeting/results/readResult.ts'
import { recountCommand } from '#features/participatory-budgeting/results/rules/counting.ts'
import { resultHash } from '#features/participatory-budgeting/results/rules/resultHash.ts'
import { signResult } from '#features/participatory-budgeting/results/signResult.ts'
import { refusedWith, type Result } from '#platform/result.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { must } from '#tests/support/hearings.ts'
import { BLANK, keyAll, read, seededStation, SPOILED } from '#tests/support/paper.ts'
import { freezeAs } from '#tests/support/pbCycle.ts'
import { BALLOTS, ballots, memberOf, project, PROJECTS, votedCycle } from '#tests/support/results.ts'
import { holding, placedKnockers } from '#tests/support/viewers.ts'

const NOW = new Date('2026-11-26T06:00:00Z')
const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusals[0].code)

describe.skipIf(engineMissing())('a result', () => {
  const voted = async (more: Parameters<typeof votedCycle>[1] = {}) => {
    const app = await testApp({ now: NOW })
    const cycle = await votedCycle(app, more)
    const place = await readMunicipality(app, cycle.municipalityId)
    if (!place) throw new Error('no place')
    const [one, two] = [memberOf('one', place.id), memberOf('two', place.id)]
    return { app, cycle, place, one, two, ask: { cycleId: cycle.id } }
  }

  it('is counted by the frozen rules, says why, and is seen by nobody but the commission until the last signature', async () => {
    const { app, cycle, place, one, two, ask } = await voted()
    const { resultSha256 } = must(await countCycle(app, one, ask))
    expect(await readResult(app, cycle)).toBeUndefined()
    expect(await readPbFile(app, cycle, 'voted-1')).toBeUndefined()
    const publisher = { ...holding('publisher', place.id) }
    expect(await readOfficeCount(app, publisher, place, cycle)).toMatchObject({
      counted: true,
      result: undefined,
      maySign: false,
    })
    expect((await readOfficeCount(app, one, place, cycle)).result?.pots.map(pot => pot.count.outcome.winners)).toEqual([
      ['CCC', 'BBB'],
      ['DDD'],
    ])

    expect(code(await signResult(app, one, { ...ask, resultSha256: 'another' }))).toBe('result.changed')
    expect(must(await signResult(app, one, { ...ask, resultSha256 }))).toEqual({ announced: false, missing: 1 })
    expect(code(await signResult(app, one, { ...ask, resultSha256 }))).toBe('result.signedAlready')
    expect(await readResult(app, cycle)).toBeUndefined()
    expect(must(await signResult(app, two, { ...ask, resultSha256 }))).toEqual({ announced: true, missing: 0 })

    const result = await readResult(app, cycle)
    expect(result?.signatures.map(signature => signature.name)).toEqual(['one', 'two'])
    const [first] = result?.pots ?? []
    expect(first?.count.told).toMatchObject({ voters: 40, blank: 2, represented: 38, spent: 9_000_000 })
    expect(first?.count.told.stories.map(({ project: id, round, supporters }) => [id, round, supporters])).toEqual([
      ['CCC', 1, 24],
      ['BBB', 2, 14],
      ['AAA', undefined, 20],
    ])
    const [, , lost] = first?.count.told.stories ?? []
    // Its 20 supporters paid for CCC before; what they have left and what is missing make up the price.
    expect(lost?.reason?.kind).toBe('shares')
    if (lost?.reason?.kind === 'shares') expect(lost.reason.had + lost.reason.missing).toBe(lost.cost)
    expect(first?.count.told.others.map(other => other.rule)).toEqual(['greedy', 'phragmen'])
    expect(code(await countCycle(app, one, ask))).toBe('result.announced')
    expect(code(await signResult(app, one, { ...ask, resultSha256 }))).toBe('result.announced')
  })

  it('is counted again from its file by the command that the page shows, with the same winners', async () => {
    const { app, cycle, one, two, ask } = await voted()
    const { resultSha256 } = must(await countCycle(app, one, { ...ask, seed: "12 34'5" }))
    for (const member of [one, two]) must(await signResult(app, member, { ...ask, resultSha256 }))
    const result = await readResult(app, cycle)
    const text = await readPbFile(app, cycle, 'voted-1')
    if (!result || !text) throw new Error('not announced')
    // No age, sex, channel or receipt: a number and a vote.
    expect(text.split('VOTES\n')[1]?.split('\n')[0]).toBe('voter_id;vote')
    const file = join(mkdtempSync(join(tmpdir(), 'ashar-pb-')), 'voted-1.pb')
    writeFileSync(file, text)
    const command = recountCommand(result.frozen.content.rules.count, result.seed, file)
    expect(command).toContain(`--seed '12 34'\\''5'`)
    const typed = command.replace('npm run -s cli --', `${process.execPath} src/cli/main.ts`)
    const counted = JSON.parse((await promisify(execFile)('sh', ['-c', typed])).stdout) as object
    expect(counted).toEqual(JSON.parse(JSON.stringify(result.pots[0]?.count.outcome)))
  })

  it('waits for the box, the paper and the end of the vote', async () => {
    const { app, one, ask } = await voted({ opened: false })
    expect(code(await countCycle(app, one, ask))).toBe('result.wait.closed')
  })

  it('asks for the public value only where a lot is needed', async () => {
    const tied = { 'voted-1': [...ballots(10, 'AAA'), ...ballots(10, 'BBB')], 'voted-2': ballots(5, 'DDD') }
    const projects = [project('AAA', 60_000, 'voted-1'), project('BBB', 60_000, 'voted-1'), project('DDD', 70_000, 'voted-2')]
    const { app, one, ask } = await voted({
      ballots: tied,
      projects,
      rules: { count: { rule: 'greedy', seedSource: 'lottery' } },
    })
    expect(code(await countCycle(app, one, ask))).toBe('result.seedNeeded')
    expect(code(await countCycle(app, one, { ...ask, seed: 'a\nb' }))).toBe('result.seedText')
    must(await countCycle(app, one, { ...ask, seed: '17 04 22' }))
  })

  it('counted otherwise after a signature drops it, with a trace', async () => {
    const { app, cycle, place, one, two, ask } = await voted()
    const first = must(await countCycle(app, one, ask))
    must(await signResult(app, one, { ...ask, ...first }))
    // The same result again: the signature still says what it said.
    must(await countCycle(app, two, ask))
    expect((await readOfficeCount(app, one, place, cycle)).signedByMe).toBe(true)
    const second = must(await countCycle(app, two, { ...ask, seed: '7' }))
    expect(second.resultSha256).not.toBe(first.resultSha256)
    expect((await readOfficeCount(app, one, place, cycle)).signedByMe).toBe(false)
    const trail = (await app.store.read.select().from(auditEntry)).filter(row => row.action.startsWith('result.'))
    expect(trail.map(row => row.action)).toEqual(['result.counted', 'result.signed', 'result.recounted', 'result.recounted'])
    expect(trail.at(-1)?.detail).toContain('"signaturesDropped":"one"')
  })

  it('that rules, paper or box do not give any more is not signed before it is counted again', async () => {
    const { app, cycle, one, two, ask } = await voted()
    const counted = must(await countCycle(app, one, ask))
    must(await signResult(app, one, { ...ask, ...counted }))
    const cheaper = PROJECTS.map(each => (each.id === 'AAA' ? { ...each, price: 1_000_000 } : each))
    await freezeAs(app, cycle, cheaper, 'key', 2)
    expect(code(await signResult(app, two, { ...ask, ...counted }))).toBe('result.outdated')
    expect(await readResult(app, cycle)).toBeUndefined()
    const again = must(await countCycle(app, two, ask))
    for (const member of [two, one]) must(await signResult(app, member, { ...ask, ...again }))
    expect((await readResult(app, cycle))?.pots[0]?.count.outcome.winners).toContain('AAA')
  })

  it('is not signed once a protocol is open again or its ballots are others, and an announced one keeps its protocols', async () => {
    const { app, cycle, one, two, place, ask } = await voted()
    const [three, which] = [memberOf('three', place.id), { cycle: cycle.id, station: 1 }]
    const row = { id: 'st', cycleId: cycle.id, areaId: 'voted-1', number: 1, name: 'Мектеп' }
    const figures = { handedOut: 1, spoiledReplaced: 0, unused: 0, inUrn: 1, signedBy: ['а'], signedAt: NOW }
    await app.store.write(tx => insertStation(tx, { ...row, ...figures }))
    const key = async (project: string) => {
      for (const [member, entry] of [[one, 1], [two, 2]] as const) {
        const keyed = { verdict: 'valid' as const, choices: [{ project }], keyedBy: actorOf(member), keyedAt: NOW }
        await app.store.write(tx => tx.delete(pbPaperEntry).where(eq(pbPaperEntry.entry, entry)))
        await app.store.write(tx => insertEntry(tx, { stationId: 'st', number: 1, entry, ...keyed }))
      }
    } // prettier-ignore
    await key('AAA')
    const first = must(await countCycle(app, one, ask))
    must(await signResult(app, one, { ...ask, ...first }))
    must(await reopenProtocol(app, three, { ...which, version: 0, reason: 'ката' }))
    expect(code(await signResult(app, two, { ...ask, ...first }))).toBe('result.outdated')
    await key('BBB')
    must(await signProtocol(app, three, { ...which, version: 1, names: ['а', 'б'] }))
    expect(code(await signResult(app, two, { ...ask, ...first }))).toBe('result.outdated')
    expect(await readResult(app, cycle)).toBeUndefined()
    const second = must(await countCycle(app, one, ask))
    for (const member of [one, two]) must(await signResult(app, member, { ...ask, ...second }))
    expect(await readResult(app, cycle)).toBeDefined()
    expect(code(await reopenProtocol(app, three, { ...which, version: 2, reason: 'ката' }))).toBe('paper.announced')
  })

  it('of a cycle on paper alone needs no key, and tells blank and spoiled ballots in the turnout', async () => {
    const app = await testApp({ now: NOW })
    const vote = { ...DEFAULT_RULES.vote, channels: { code: false, eid: false, paper: true } }
    const { cycle, place, which } = await seededStation(app, { rules: { vote } })
    const [one, two] = [memberOf('one', place.id), memberOf('two', place.id)]
    const asked = { cycleId: cycle.id }
    expect(code(await countCycle(app, one, asked))).toBe('result.wait.settled')
    const keyed = [...Array.from({ length: 27 }, () => read('p1', 'p3')), BLANK, BLANK, SPOILED]
    await keyAll(app, one, which, keyed)
    await keyAll(app, two, which, keyed)
    const figures = { handedOut: 31, spoiledReplaced: 1, unused: 69, inUrn: 30 }
    must(await keepProtocol(app, one, { ...which, version: 0, figures }))
    must(await signProtocol(app, one, { ...which, version: 1, names: ['А. А.', 'Б. Б.'] }))
    const counted = must(await countCycle(app, one, asked))
    must(await signResult(app, one, { ...asked, ...counted }))
    // A protocol that was opened again holds the result back until it is signed and gives the same.
    must(await reopenProtocol(app, one, { ...which, version: 2, reason: 'a mistake' }))
    expect(code(await signResult(app, two, { ...asked, ...counted }))).toBe('result.outdated')
    must(await signProtocol(app, one, { ...which, version: 3, names: ['А. А.', 'Б. Б.'] }))
    expect(must(await signResult(app, two, { ...asked, ...counted })).announced).toBe(true)
    const result = await readResult(app, cycle)
    expect(result?.paper).toEqual({ handedOut: 31, valid: 27, blank: 2, spoiled: 1 })
    expect(result?.pots[0]?.count.told).toMatchObject({ voters: 29, blank: 2, represented: 27 })
  })

  it('signed by two at the same instant is announced once', async () => {
    const { app, cycle, one, two, ask } = await voted()
    const { resultSha256 } = must(await countCycle(app, one, ask))
    const signed = await Promise.all([one, two].map(member => signResult(app, member, { ...ask, resultSha256 })))
    expect(signed.map(result => result.ok && result.value.announced).sort()).toEqual([false, true])
    expect(await readResult(app, cycle)).toBeDefined()
  })

  it('does not show the ballots or numbers of pots with few ballots, nor one that follows from the others', async () => {
    const { app, cycle, one, two, ask } = await voted({ ballots: { ...BALLOTS, 'voted-2': ballots(5, 'DDD') } })
    const { resultSha256 } = must(await countCycle(app, one, ask))
    for (const member of [one, two]) must(await signResult(app, member, { ...ask, resultSha256 }))
    expect((await readResult(app, cycle))?.pots.map(pot => pot.shown)).toEqual([false, false])
    expect(await readPbFile(app, cycle, 'voted-1')).toBeUndefined()
  })

  it('tells by its hash nothing of withheld ballots to who tries all there could be, and stays what was signed', async () => {
    const { app, cycle, one, two, ask } = await voted({ ballots: { 'voted-1': ballots(3, 'AAA'), 'voted-2': ballots(2, 'DDD') } })
    const { resultSha256 } = must(await countCycle(app, one, ask))
    for (const member of [one, two]) must(await signResult(app, member, { ...ask, resultSha256 }))
    const result = await readResult(app, cycle)
    expect(result?.pots.map(pot => pot.shown)).toEqual([false, false])
    // Everything but the ballots is public, so a guess of them is the whole file.
    const guessed = result?.pots.map(({ area, count: { outcome } }) => ({ pot: area.id, ...outcome })) ?? []
    const frozenSha256 = result?.frozen.sha256 ?? ''
    expect(resultHash({ cycleId: cycle.id, frozenSha256, pots: guessed })).not.toBe(result?.resultSha256)
    expect(result?.resultSha256).toBe(resultSha256)
    // A portal that came back with another secret still shows what was signed.
    const restored = { ...app, serverKey: (purpose: string) => `another ${purpose}` }
    expect((await readResult(restored, cycle))?.resultSha256).toBe(resultSha256)
  })

  it('counts points, rankings and baskets, by every rule', async () => {
    const some = { points: ballots(30, 'AAA').map(() => [{ project: 'AAA', points: 3 }, { project: 'BBB', points: 1 }]) } // prettier-ignore
    for (const ballot of [{ type: 'points', total: 10, most: 5 }, { type: 'ranking', most: 3 }, { type: 'knapsack' }] as const)
      for (const rule of ['greedy', 'greedy-no-skip', 'equal-shares', 'phragmen'] as const) {
        const given = ballot.type === 'points' ? some.points : ballots(30, 'AAA', 'BBB')
        const { app, one, ask, cycle, place } = await voted({
          rules: { ballot, count: { rule, seedSource: '' } },
          ballots: { 'voted-1': given, 'voted-2': ballots(1) },
        })
        must(await countCycle(app, one, { ...ask, seed: '1' }))
        const { result } = await readOfficeCount(app, one, place, cycle)
        expect([ballot.type, rule, result?.pots[0]?.count.outcome.winners.toSorted()]).toEqual([
          ballot.type,
          rule,
          ['AAA', 'BBB'],
        ])
      }
  }, 60_000)

  it('is counted and signed by those who may', async () => {
    const { app, place, ask } = await voted()
    const here = placesOf(place)
    for (const [who, viewer, allowed] of placedKnockers('count.run', here))
      expect([who, refusedWith(await countCycle(app, viewer, ask), 'forbidden')]).toEqual([who, !allowed])
    for (const [who, viewer, allowed] of placedKnockers('count.sign', here)) {
      // The operator has no account, so there is nobody to name under a result.
      const may = allowed && viewer.kind === 'account'
      expect([who, refusedWith(await signResult(app, viewer, { ...ask, resultSha256: '' }), 'forbidden')]).toEqual([who, !may])
    }
  })
})
