import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readBudgetSheets } from '#features/budgets/rules/reading/readSheets.ts'
import type { LineFacts } from '#features/budgets/rules/budget.ts'
import { templateRows } from '#features/budgets/rules/template.ts'
import { totalIn, sideHeading, ofWhichIn } from '#features/budgets/rules/reading/phrases.ts'
import { words } from '#features/budgets/words.ts'
import { LANGUAGES } from '#platform/i18n/languages.ts'
import { tyiyn } from '#platform/money.ts'
import { readSheets } from '#platform/sheets/readSheets.ts'
import { writeXlsx, type SheetColumn } from '#platform/spreadsheet.ts'

const name = fc
  .stringMatching(/^[=+-]?[А-Яа-яңөүa-z]{3,12}( [А-Яа-яңөүa-z,()-]{2,14}){0,4}$/u)
  .filter(one => !totalIn(one) && !sideHeading(one) && !ofWhichIn(one))
const line = (side: 'revenue' | 'expenditure') =>
  fc.record({
    side: fc.constant(side),
    kind: fc.constant('line' as const),
    name,
    functionalCode: fc.option(fc.constantFrom('70111', '7045', '706'), { nil: undefined }),
    economicCode: fc.option(fc.constantFrom('2111', '2215'), { nil: undefined }),
    isDelegated: fc.constant(false),
    plan: fc.option(fc.integer({ min: 1, max: 9_000_000_000_000 }).map(tyiyn), { nil: undefined }),
  })
const budget = fc
  .tuple(
    fc.array(line('revenue'), { minLength: 1, maxLength: 8 }),
    fc.array(line('expenditure'), { minLength: 1, maxLength: 8 }),
    fc.boolean(),
  )
  .map(([revenue, expenditure, part]): LineFacts[] => [
    ...revenue.map(one => ({ ...one, functionalCode: undefined, economicCode: undefined })),
    // One part after the first line, as documents print them.
    ...expenditure.flatMap((one, at) =>
      part && at === 0 ? [one, { ...one, kind: 'ofWhich' as const, name: `${one.name} бөлүгү` }] : [one],
    ),
  ])

describe('the table to fill in', () => {
  it('is read back without correction: the same lines with the amounts that were filled in', async () => {
    await fc.assert(
      fc.asyncProperty(
        budget,
        fc.constantFrom(...LANGUAGES),
        fc.constantFrom('som' as const, 'thousandSom' as const),
        async (lines, lang, unit) => {
          const t = words(lang)
          const rows = templateRows(lines, lang, unit)
          const columns: SheetColumn<(typeof rows)[number]>[] = [
            { heading: t('template.side'), value: row => t(`side.${row.side}`) },
            { heading: t('export.functionalCode'), value: row => row.functionalCode },
            { heading: t('export.economicCode'), value: row => row.economicCode },
            { heading: t('export.nameLang'), value: row => row.name },
            { heading: t('template.plan', { year: '2026', unit }), value: row => row.before, amount: '#,##0.00' },
            { heading: t('template.plan', { year: '2027', unit }), value: row => rows.indexOf(row) + 1 },
          ]
          const sheets = await readSheets(await writeXlsx('2027', columns, rows))
          if (!sheets.ok) throw new Error(JSON.stringify(sheets.refusals))
          const read = readBudgetSheets(sheets.value, { year: 2027, stage: 'draft' })
          if (!read.ok) throw new Error(JSON.stringify(read.refusals))
          expect(read.value).toMatchObject({ unit, unitSaid: 'file' })
          const clean = (text: string) => text.replace(/^[=+-]/, '')
          expect(
            read.value.lines.map(one => [
              one.side,
              one.kind === 'total' ? 'line' : one.kind,
              one.functionalCode,
              one.economicCode,
            ]),
          ).toEqual(lines.map(one => [one.side, one.kind, one.functionalCode, one.economicCode]))
          for (const [at, one] of read.value.lines.entries()) expect(one.name.endsWith(clean(lines[at]?.name ?? '?'))).toBe(true)
          expect(read.value.lines.map(one => one.plan)).toEqual(rows.map((_, at) => (at + 1) * (unit === 'som' ? 100 : 100_000)))
          // Last year's column, read as last year's budget, has its amounts to the tyiyn.
          const before = readBudgetSheets(sheets.value, { year: 2026, stage: 'approved' })
          const kept = lines.filter(one => one.plan !== undefined).map(one => one.plan)
          if (kept.length > 0) expect(before.ok && before.value.lines.map(one => one.plan)).toEqual(kept)
        },
      ),
      { numRuns: 120 },
    )
  })
})
