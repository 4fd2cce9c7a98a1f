import { gzipSync } from 'node:zlib'
import { Ajv } from 'ajv'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedBase } from '#db/seed/base.ts'
import { seedDemoBudgets } from '#db/seed/demoBudgets.ts'
import { seedRealBudgets } from '#db/seed/realBudgets.ts'
import { readSheets } from '#platform/sheets/readSheets.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { type Server, startServer } from '#tests/support/server.ts'

/** Of the profile of datapackage 1.1.10, what Fiscal Data Package 0.3 asks for beyond a tabular package. */
const name = '^\\w+'
const MODEL = {
  type: 'object',
  required: ['profile', 'resources', 'model'],
  properties: {
    profile: { const: 'fiscal-data-package' },
    countryCode: { type: 'string', pattern: '^[A-Z]{2}$' },
    granularity: { enum: ['aggregated', 'transactional'] },
    fiscalPeriod: {
      type: 'object',
      required: ['start'],
      properties: { start: { pattern: '^\\d{4}-01-01$' }, end: { pattern: '^\\d{4}-12-31$' } },
    },
    resources: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['name', 'path', 'schema', 'profile'],
        properties: {
          profile: { const: 'tabular-data-resource' },
          schema: {
            type: 'object',
            required: ['fields'],
            properties: { fields: { type: 'array', minItems: 1, items: { type: 'object', required: ['name', 'type'] } } },
          },
        },
      },
    },
    model: {
      type: 'object',
      required: ['measures', 'dimensions'],
      properties: {
        measures: {
          type: 'object',
          minProperties: 1,
          patternProperties: {
            [name]: {
              type: 'object',
              required: ['source', 'currency'],
              properties: { currency: { const: 'KGS' }, phase: { enum: ['proposed', 'approved', 'adjusted', 'executed'] } },
            },
          },
        },
        dimensions: {
          type: 'object',
          minProperties: 1,
          patternProperties: {
            [name]: {
              type: 'object',
              required: ['attributes', 'primaryKey'],
              properties: {
                attributes: {
                  type: 'object',
                  minProperties: 1,
                  patternProperties: { [name]: { type: 'object', required: ['source'] } },
                },
                dimensionType: { enum: ['datetime', 'entity', 'classification', 'activity', 'fact', 'location', 'other'] },
                classificationType: { enum: ['functional', 'administrative', 'economic'] },
              },
            },
          },
        },
      },
    },
  },
}

interface Published {
  id: string
  stage: string
  lines: { id: string; kind: string; side: string; plan: string; name: string }[]
  findings: { code: string; difference?: string }[]
}

describe.skipIf(engineMissing())('the budget page', () => {
  let server: Server
  const get = async (path: string) => {
    const answer = await fetch(server.url + path, { redirect: 'manual' })
    return { status: answer.status, text: await answer.text(), headers: answer.headers }
  }
  const budgetsOf = async (place: string, year: number) =>
    (JSON.parse((await get(`/api/v1/budgets?municipality=${place}&year=${year}`)).text) as { items: Published[] }).items
  const rows = (html: string) => [...html.matchAll(/<tr[^>]* id="l(\d+)"/g)].map(match => Number(match[1]))

  beforeAll(async () => {
    const app = await testApp({ keep: true })
    await seedBase(app)
    await seedRealBudgets(app)
    await seedDemoBudgets(app)
    await app.close()
    server = await startServer({ DATABASE_URL: app.config.databaseUrl, DATA_DIR: app.config.dataDir })
  })
  afterAll(() => server.stop())

  it('says first how much there is, and where the figures do not add up, in three languages', async () => {
    const said = {
      ky: ['20,9 млн сом', '820,9 миң сом', 'Кыймылсыз мүлктүн салыгы'],
      ru: ['20,9 млн сомов', '820,9 тыс. сомов', 'Налог на недвижимое имущество'],
      en: ['20.9 million som', '820.9 thousand som', 'Immovable property tax'],
    }
    for (const [lang, words] of Object.entries(said)) {
      const { status, text } = await get(`/${lang}/m/aleksandrovka/budget/2020`)
      expect(status).toBe(200)
      const plain = text.replace(/\u00A0|&nbsp;/g, ' ')
      for (const word of words) expect(plain, lang).toContain(word)
      expect(plain.indexOf(words[0] ?? '')).toBeLessThan(plain.indexOf('<table'))
      expect(rows(text)).toHaveLength(18)
    }
  })

  it('shows a total without lines as such, and marks what is made up', async () => {
    const total = await get('/ky/m/myrza-ake/budget/2025')
    expect(total.text).toMatch(/75.млн.сом/)
    expect(total.text).toContain('жыйынтыгы гана жарыяланган')
    expect(total.text).not.toContain('демо сандар')
    expect((await get('/ky/m/ala-buka/budget/2025')).text).toContain('демо сандар')
  })

  it('says only what is true of a total with one part, and parts notes from differences', async () => {
    const { text } = await get('/en/m/kyzyl-too/budget/2023')
    const plain = text.replace(/<[^>]*>|\u00A0|\s+/g, ' ').replace(/ +/g, ' ')
    expect(plain).toContain('Only the total is known: 21.4 million som. Of it known: Special funds, 1.9 million som.')
    expect(plain).toContain('Only the total of revenue is published, with one part of it.')
    expect(plain).not.toContain('no lines of revenue')
    expect(plain).toContain('no lines of expenditure. Only the total is known')
    expect([text.includes('id="notes"'), text.includes('id="findings"')]).toEqual([true, false])
    for (const place of ['/ky/m/kyzyl-too/budget/2023', '/ru/m/myrza-ake/budget/2025'])
      expect((await get(place)).text.replace(/<[^>]*>/g, '')).not.toMatch(/\s\.(\s|$)/)
  })

  it('compares with one plan of the year before and says which', async () => {
    const { text } = await get('/en/m/ala-buka/budget/2026')
    const said = /Compared with 2025 \(([a-z ]+)\): \+?([\d.]+)%/.exec(text.replaceAll('\u00A0', ' '))
    expect(said?.[1]).toMatch(/^(amended|approved) budget$/)
    const table = /id="years"[\s\S]*?<\/table>/.exec(text)?.[0] ?? ''
    const plans = [...table.matchAll(/data-value="([\d.]+)"/g)].map(match => Number(match[1]))
    const rows = [...table.matchAll(/<tr[\s\S]*?<\/tr>/g)].map(match => match[0])
    const planOf = (year: number) => Number(/data-value="([\d.]+)"/.exec(rows.find(row => row.includes(`${year}`)) ?? '')?.[1])
    expect(plans.length).toBeGreaterThan(1)
    expect(Number(said?.[2])).toBeCloseTo((planOf(2026) / planOf(2025) - 1) * 100, 0)
    expect(text).toContain(`Compared with 2025 (${said?.[1]})`)
    expect(table).toContain('Amended budget')
  })

  it('finds no line by letters that none has', async () => {
    for (const q of ['zzz', 'qqq', '%25', '_']) expect(rows((await get(`/en/m/ala-buka/budget/2026?q=${q}`)).text), q).toEqual([])
  })

  it('shows every line with a way to ask about it, searched, filtered and sorted by plain links', async () => {
    const [budget] = (await budgetsOf('ala-buka', 2026)).filter(one => one.stage === 'approved')
    const { text } = await get('/ru/m/ala-buka/budget/2026')
    expect(rows(text)).toHaveLength(budget?.lines.length ?? -1)
    for (const line of budget?.lines.filter(one => one.kind === 'line') ?? [])
      expect(text).toContain(`/ru/m/ala-buka/feedback?about=budgetLine&amp;id=${line.id}`)
    const found = await get(`/ru/m/ala-buka/budget/2026?q=${encodeURIComponent('ПИТЬЕВАЯ вода')}`)
    expect(rows(found.text)).toHaveLength(2)
    const kyrgyz = await get(`/ru/m/ala-buka/budget/2026?q=${encodeURIComponent('кочо жарыгы')}`)
    expect(rows(kyrgyz.text)).toHaveLength(2)
    const sorted = rows((await get('/ru/m/ala-buka/budget/2026?side=expenditure&sort=amount')).text)
    const amounts = sorted.map(position => Number(budget?.lines[position]?.plan))
    expect(amounts).toEqual([...amounts].sort((a, b) => b - a))
    expect(rows((await get('/ru/m/ala-buka/budget/2026?group=709')).text)).toHaveLength(4)
    expect(rows((await get('/ru/m/ala-buka/budget/2026?sort=nonsense&version=x&side=up')).text)).toHaveLength(
      budget?.lines.length ?? -1,
    )
  })

  it('leads to stages and years, and says which years there are where one is missing', async () => {
    const approved = await get('/ky/m/karakol/budget/2026')
    expect(approved.text).toContain('stage=execution-9m')
    expect(approved.text).toContain('/ky/m/karakol/budget/2024')
    const report = await get('/ky/m/karakol/budget/2026?stage=execution-9m')
    expect(report.text).toContain('9 айында жумшалганы')
    const missing = await get('/ky/m/karakol/budget/2001')
    expect([missing.status, missing.text.includes('/ky/m/karakol/budget/2025')]).toEqual([404, true])
    const none = await get('/ky/m/naryn/budget/2025')
    expect([none.status, none.text.includes('али жүктөлгөн жок')]).toEqual([404, true])
    expect((await get('/ky/m/nowhere/budget/2025')).status).toBe(404)
    expect((await get('/ky/m/karakol/budget/x')).status).toBe(404)
    expect((await get('/ky/m/41702410000010/budget/2026?stage=approved')).headers.get('location')).toBe(
      '/ky/m/karakol/budget/2026?stage=approved',
    )
  })

  it('stays light: a page of fifty lines under 11 kB', async () => {
    expect(gzipSync((await get('/ky/m/ala-buka/budget/2026')).text, { level: 9 }).length).toBeLessThan(11_000)
  })

  it('gives the same figures to programs', async () => {
    const [budget] = await budgetsOf('aleksandrovka', 2020)
    expect(budget).toMatchObject({
      stage: 'approved',
      currency: 'KGS',
      demo: false,
      totals: { revenue: { plan: '20868500', actual: null } },
    })
    expect(budget?.lines[4]).toMatchObject({ plan: '351100', printed: '351,1', names: { en: 'Immovable property tax' } })
    expect(budget?.findings).toMatchObject([{ code: 'partsDoNotAddUp', difference: '820900' }])
    const one = JSON.parse((await get(`/api/v1/budgets/${budget?.id}`)).text)
    expect(one).toEqual(budget)
    for (const [form, lang, heading] of [
      ['csv', 'ru', 'План, сом'],
      ['xlsx', 'ky', 'Берене (документтегидей)'],
    ] as const) {
      const answer = await fetch(`${server.url}/api/v1/budgets/${budget?.id}.${form}?lang=${lang}`)
      expect(answer.headers.get('content-disposition')).toContain(`budget-aleksandrovka-2020-approved-v1.${form}`)
      const read = await readSheets(new Uint8Array(await answer.arrayBuffer()))
      if (!read.ok) throw new Error(read.refusals[0].code)
      const table = read.value[0]?.rows.map(row => row.cells.map(cell => cell.text)) ?? []
      expect(table[0]).toContain(heading)
      expect(table).toHaveLength(19)
      expect(table[5]).toContain('351100')
      const amount = read.value[0]?.rows[5]?.cells.find(cell => cell.text === '351100')
      if (form === 'xlsx') expect(amount?.isNumber).toBe(true)
    }
    const wrong = await get('/api/v1/budgets?municipality=nowhere&year=20&limit=0')
    expect(wrong.status).toBe(422)
    expect(JSON.parse(wrong.text).errors.map((error: { path: string }) => error.path)).toEqual(['limit', 'municipality', 'year'])
    // One answer is in one language: the one asked for, else English, whatever a browser's cookie says.
    const inEnglish = JSON.parse(wrong.text) as { title: string; errors: { message: string }[] }
    for (const said of [inEnglish.title, ...inEnglish.errors.map(one => one.message)]) expect(said).not.toMatch(/[а-я]/i)
    const missing = await fetch(`${server.url}/api/v1/budgets/x`, { headers: { cookie: 'ashar_lang=ky' } })
    expect([missing.status, await missing.json()]).toMatchObject([404, { title: 'There is no such budget' }])
    const feedback = { method: 'POST', headers: { 'content-type': 'application/json', 'accept-language': 'ky' }, body: '{}' }
    const refused = await (await fetch(`${server.url}/api/v1/feedback`, feedback)).json()
    for (const said of [refused.title, refused.errors[0].message]) expect(said).toMatch(/[а-яөүң]/i)
    expect((await get('/api/v1/budgets/nope.csv')).status).toBe(404)
    const nowhere = await get('/api/v1/nowhere')
    expect([nowhere.status, nowhere.headers.get('content-type')]).toEqual([404, 'application/problem+json; charset=utf-8'])
  })

  it('and as a Fiscal Data Package whose table is where it says', async () => {
    const [budget] = (await budgetsOf('barpy', 2026)).filter(one => one.stage === 'execution-9m')
    const descriptor = JSON.parse((await get(`/api/v1/budgets/${budget?.id}/datapackage.json`)).text)
    const ajv = new Ajv({ strict: false, allErrors: true })
    expect(ajv.validate(MODEL, descriptor) || ajv.errors).toBe(true)
    const [resource] = descriptor.resources
    const read = await readSheets(
      new Uint8Array(
        await (await fetch(server.url + new URL(resource.path).pathname + new URL(resource.path).search)).arrayBuffer(),
      ),
    )
    const table = (read.ok && read.value[0]?.rows) || []
    const fields = resource.schema.fields.map((field: { name: string }) => field.name)
    expect(table[0]?.cells.map(cell => cell.text)).toEqual(fields)
    expect(table).toHaveLength((budget?.lines.filter(line => line.kind === 'line').length ?? 0) + 1)
    const bytes = new Uint8Array(await (await fetch(`${server.url}/api/v1/budgets/${budget?.id}.csv?for=package`)).arrayBuffer())
    expect(bytes[0], 'no byte order mark').toBe('i'.charCodeAt(0))
    const [total] = await budgetsOf('myrza-ake', 2025)
    const ofTotal = JSON.parse((await get(`/api/v1/budgets/${total?.id}/datapackage.json`)).text)
    expect(ofTotal.description).toContain('prints only the total of revenue and expenditure')
    expect(ofTotal.totals.expenditure.plan).toBe('74957700')
    expect(ofTotal.findings.length).toBe(total?.findings.length)
    expect((await get(`/api/v1/budgets/${total?.id}.csv?for=package`)).text.split('\r\n')).toHaveLength(4)
    const { measures, dimensions } = descriptor.model
    for (const { source } of Object.values<{ source: string }>(measures)) expect(fields).toContain(source)
    for (const { attributes, primaryKey } of Object.values<{
      attributes: Record<string, { source: string }>
      primaryKey: string
    }>(dimensions)) {
      expect(Object.keys(attributes)).toContain(primaryKey)
      for (const { source } of Object.values(attributes)) expect(fields).toContain(source)
    }
  })
})
