import { describe, expect, it } from 'vitest'
import { feedback } from '#db/schema/feedback.ts'
import { importPaperForms } from '#features/feedback/importPaperForms.ts'
import { OPERATOR, VISITOR } from '#features/identity/rules/viewer.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { ALA_BUKA, seededPlace } from '#tests/support/feedback.ts'

const csv = (...lines: string[]) => new TextEncoder().encode(lines.join('\n'))
const HEAD = 'Муниципалитет;Түрү;Предмети;Кызмат;Q1;Q3;Сөзү;Жарыяланууга;Жынысы'.replace('Жарыяланууга', 'Жарыялоого макул')
const good = (text: string) => `${ALA_BUKA};Даттануу;service;l04;2;1;${text};ооба;Аял`

describe.skipIf(engineMissing())('paper forms keyed in a spreadsheet', () => {
  it('are taken in with a reference for each row, and once only', async () => {
    const app = await testApp()
    await seededPlace(app)
    const file = csv(HEAD, good('Суу жок'), `${ALA_BUKA};Баа;service;L14;5;;;;`)
    const taken = await importPaperForms(app, OPERATOR, file, 'ky')
    expect(taken).toMatchObject({ ok: true, value: [{ row: 2, reference: expect.stringMatching(/^KG-/) }, { row: 3 }] })
    expect(await importPaperForms(app, OPERATOR, file, 'ky')).toEqual(taken)
    const rows = await app.store.read.select().from(feedback)
    expect(rows.map(row => [row.channel, row.kind, row.sex, row.consentPublish]).sort()).toEqual([
      ['paper', 'complaint', 'female', true],
      ['paper', 'rating', null, false],
    ])
  })

  it('are refused as a whole, with row and column of all that is wrong', async () => {
    const app = await testApp()
    await seededPlace(app)
    const file = csv(HEAD, good('Суу жок'), good('').replace('l04', 'L99'), good('Жарык жок').replace(';2;', ';7;'))
    expect(await importPaperForms(app, OPERATOR, file, 'ky')).toMatchObject({
      ok: false,
      refusals: [
        { code: 'service.unknown', path: 'D3' },
        { code: 'text.required', path: 'G3' },
        { code: 'ratings.scale', path: 'E4' },
      ],
    })
    for (const [broken, code, path] of [
      [csv(`${HEAD};Кат`, good('Суу')), 'paper.heading', 'J'],
      [csv(`${HEAD};Q1`, good('Суу')), 'paper.headingTwice', 'J'],
      [csv(HEAD), 'paper.noRows', undefined],
      [csv(''), 'file.empty', undefined],
    ] as const)
      expect(await importPaperForms(app, OPERATOR, broken, 'ky')).toMatchObject({ refusals: [path ? { code, path } : { code }] })
    expect(await app.store.read.select().from(feedback)).toEqual([])
  })

  it('are taken in by the operator, not by a visitor', async () => {
    const app = await testApp()
    expect(await importPaperForms(app, VISITOR, csv(HEAD), 'ky')).toMatchObject({ refusals: [{ code: 'forbidden' }] })
  })
})
