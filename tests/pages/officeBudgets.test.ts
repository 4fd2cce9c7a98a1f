import { zipSync, strToU8 } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptOneTimeLink } from '#features/identity/acceptOneTimeLink.ts'
import { createAccount } from '#features/identity/createAccount.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { seedBase } from '#db/seed/base.ts'
import { readConfig } from '#platform/config.ts'
import { type App, buildApp } from '#src/app.ts'
import { engineMissing, freshDatabase } from '#tests/support/app.ts'
import { jar } from '#tests/support/jar.ts'
import { type Server, startServer } from '#tests/support/server.ts'

const PASSWORD = 'жаан тийди кече'
const OFFICE = '/ru/office/ala-buka/budgets'
let app: App
let server: Server

const SLIPPED = [
  'Аталышы;2027-жыл, миң сом;%',
  'Кирешелер;;',
  'Жер салыгы;60000;',
  'Мүлк салыгы;40000;',
  'Жыйынтыгы;110000;',
  'Чыгашалар;;',
  'Көчө жарыгы;40000;',
  'Таза суу;70000;',
  'Жыйынтыгы;110000;',
].join('\n')
const CLEAN = SLIPPED.replace('Мүлк салыгы;40000', 'Мүлк салыгы;50000')

async function signedIn(role: 'editor' | 'publisher' | 'branch') {
  const browser = jar(server.url)
  expect((await browser.post('/ru/sign-in', { email: `${role}@office.example`, password: PASSWORD })).status).toBe(303)
  /** A form with a file, as a browser sends it. */
  const upload = async (path: string, fields: Record<string, string>, file: string | Uint8Array, name = 'бюджет.csv') => {
    const form = new FormData()
    for (const [key, value] of Object.entries(fields)) form.set(key, value)
    form.set('file', new File([file as BlobPart], name))
    const cookie = [...browser.cookies].map(([key, value]) => `${key}=${value}`).join('; ')
    return fetch(server.url + path, { method: 'POST', body: form, redirect: 'manual', headers: { origin: server.url, cookie } })
  }
  const bring = async (file: string, year = '2027') => {
    const answer = await upload(`${OFFICE}/new`, { year, stage: 'draft' }, file)
    expect(answer.status).toBe(303)
    return answer.headers.get('location') ?? ''
  }
  const text = async (path: string) => (await (await browser.get(path)).text()).replaceAll('\u00A0', ' ')
  return { ...browser, upload, bring, text }
}
const field = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''

describe.skipIf(engineMissing())('budgets in the office', () => {
  beforeAll(async () => {
    const settings = await freshDatabase()
    app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    await seedBase(app)
    const place = await readMunicipality(app, 'ala-buka')
    for (const role of ['editor', 'publisher', 'branch'] as const) {
      const unit = role === 'branch' ? place?.oblast?.id : place?.id
      const made = await createAccount(app, OPERATOR, {
        email: `${role}@office.example`,
        name: role === 'editor' ? 'Айгүл' : 'Бакыт',
        language: 'ky',
        role,
        unitId: unit,
      })
      if (!made.ok) throw new Error(JSON.stringify(made.refusals))
      await acceptOneTimeLink(app, made.value.token, PASSWORD, { sender: role })
    }
    server = await startServer(settings)
  })
  afterAll(async () => {
    await server?.stop()
    await app?.close()
  })

  it('leads a visitor to sign in, shows a branch the list without the way in, and nothing that is prepared', async () => {
    const visitor = await jar(server.url).get(`${OFFICE}/new`)
    expect([visitor.status, visitor.headers.get('location')]).toEqual([
      303,
      `/ru/sign-in?next=${encodeURIComponent(`${OFFICE}/new`)}`,
    ])
    const editor = await signedIn('editor')
    const id = await editor.bring(CLEAN)
    const branch = await signedIn('branch')
    const list = await branch.text(OFFICE)
    expect(list).not.toContain('Загрузить бюджет')
    expect(list).not.toContain('Готовятся')
    for (const path of [id, `${id}/columns`, `${id}/preview`, `${OFFICE}/new`])
      expect([path, (await branch.get(path)).status]).toEqual([path, 403])
    expect((await branch.get(`${OFFICE}/template.xlsx?year=2027&stage=draft`)).status).toBe(403)
    expect((await editor.get(`${OFFICE}/0000/columns`)).status).toBe(404)
  })

  it('an editor prepares, explains and previews; the publisher finds it and publishes; residents see the explanation', async () => {
    const editor = await signedIn('editor')
    const id = await editor.bring(SLIPPED.replace('2027', '2028'), '2028')
    expect((await editor.get(id)).headers.get('location')).toBe(`${id}/columns`)
    const columns = await editor.text(`${id}/columns`)
    expect(columns).toContain('C «%» (процент или разница)')
    const findings = await editor.text(`${id}/findings`)
    expect(findings).toContain('сумма статей меньше')
    const keys = [...findings.matchAll(/name="shown\[\]" value="([^"]+)"/g)].map(match => match[1] ?? '')
    expect(keys.length).toBeGreaterThan(0)
    const fields = new URLSearchParams({ version: field(findings, 'version') })
    for (const key of keys) {
      fields.append('shown[]', key)
      fields.set(`a.${key}.reason`, 'asPrinted')
      fields.set(`a.${key}.text`, 'Итог <b>напечатан</b> раньше')
    }
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    const cookie = [...editor.cookies].map(([key, value]) => `${key}=${value}`).join('; ')
    const post = () =>
      fetch(`${server.url}${id}/findings`, {
        method: 'POST',
        body: fields,
        redirect: 'manual',
        headers: { ...type, origin: server.url, cookie },
      })
    const saved = await post()
    expect([saved.status, saved.headers.get('location')]).toEqual([303, `${id}/changes`])
    // The same page left open meanwhile: nothing is lost, and the reader is told.
    const again = await post()
    const told = await again.text()
    expect([again.status, told.includes('коллега это изменил'), told.includes('Итог &lt;b&gt;напечатан')]).toEqual([
      409,
      true,
      true,
    ])
    fields.set(`a.${keys[0] ?? ''}.text`, 'Совсем другое')
    const differing = await (await post()).text()
    expect(differing).toContain('edited-meanwhile')
    expect(differing).toMatch(/<del.*напечатан.*<ins.*Совсем другое/s)
    const preview = await editor.text(`${id}/preview`)
    expect(preview).toContain('Сотрудник с правом публикации')
    expect(preview).not.toContain('Опубликовать бюджет')
    expect(preview).toContain('Бюджет на 2028 год')
    expect((await editor.post(`${id}/preview`, { version: field(preview, 'version') })).status).toBe(403)

    const publisher = await signedIn('publisher')
    expect(await publisher.text(OFFICE)).toContain(id)
    const page = await publisher.text(`${id}/preview`)
    const published = await publisher.post(`${id}/preview`, { version: field(page, 'version') })
    expect([published.status, published.headers.get('location')]).toEqual([303, `${OFFICE}?published=2028&stage=draft`])
    expect(await publisher.text(`${OFFICE}?published=2028&stage=draft`)).toContain('Бюджет опубликован')
    const shown = await (await fetch(`${server.url}/ru/m/ala-buka/budget/2028`)).text()
    expect(shown).toContain(
      'Пояснение муниципалитета: Так напечатано в самом документе. Итог &lt;b&gt;напечатан&lt;/b&gt; раньше (муниципалитет, ',
    )
    expect((await publisher.get(id)).headers.get('location')).toBe('/ru/m/ala-buka/budget/2028?stage=draft')
  })

  it('lets columns be corrected where the portal does not know, and gives up on request', async () => {
    const editor = await signedIn('editor')
    const id = await editor.bring(
      'Аталышы;2029-ж. план 1;2029-ж. план 2\nКирешелер;;\nЖер салыгы;1;60000\nЧыгашалар;;\nТаза суу;2;60000',
      '2029',
    )
    const page = await editor.text(`${id}/columns`)
    expect(page).toContain('Неясно, какой столбец читать')
    const version = field(page, 'version')
    const said = {
      version,
      'sheet.0.read': 'on',
      'sheet.0.header': '1',
      'sheet.0.col.1': 'name',
      'sheet.0.col.2': 'plan',
      'sheet.0.col.3': 'plan',
    }
    expect((await editor.post(`${id}/columns`, said)).status).toBe(303)
    expect(await editor.text(`${id}/columns`)).toContain('Одно значение нельзя дать двум столбцам: B, C')
    const mended = { ...said, version: '2', 'sheet.0.col.2': 'ignore', unit: 'thousandSom' }
    expect((await editor.post(`${id}/columns`, mended)).status).toBe(303)
    expect(await editor.text(`${id}/columns`)).toContain('60 млн сомов')
    // The columns as they were seen before: what the other chose is laid beside them, and the form keeps what was typed.
    const late = await editor.post(`${id}/columns`, { ...said, 'sheet.0.col.3': 'note' })
    const beside = await late.text()
    expect([late.status, beside.includes('edited-meanwhile'), field(beside, 'version')]).toEqual([409, true, '3'])
    const wrong = await editor.post(`${id}/columns`, { do: 'year', version: '3', year: '29', stage: 'draft' })
    expect([wrong.status, (await wrong.text()).includes('value="29"')]).toEqual([422, true])
    const other = await editor.post(`${id}/columns`, { do: 'year', version: '3', year: '2029', stage: 'approved' })
    expect(other.status).toBe(303)
    expect(await editor.text(`${id}/columns`)).toMatch(/Утвержд[^<]* · 2029/)
    expect((await editor.post(id, { do: 'discard', version: '1' })).status).toBe(409)
    const over = await editor.post(id, { do: 'discard', version: '4' })
    expect([over.status, over.headers.get('location')]).toEqual([303, `${OFFICE}?discarded`])
    expect(await editor.text(OFFICE)).not.toContain(id)
  })

  it('refuses what is no table in the reader’s words, and keeps what was chosen', async () => {
    const editor = await signedIn('editor')
    const part = (name: string) => zipSync({ 'xl/workbook.xml': strToU8('<workbook/>'), [name]: strToU8('x') }) as Uint8Array
    const cases: [string, Uint8Array | string, string][] = [
      [
        'photo.xlsx',
        Buffer.from('89504e470d0a1a0a0000000d49484452'.padEnd(400, '0'), 'hex'),
        'Файлы такого вида не читаются (png)',
      ],
      ['old.xlsx', Buffer.from('d0cf11e0a1b11ae1'.padEnd(2048, '0'), 'hex'), 'Файлы такого вида не читаются'],
      ['macros.xlsm', part('xl/vbaProject.bin'), 'макрос'],
      ['empty.csv', '', 'Выберите файл'],
      ['large.csv', new Uint8Array(10 * 1024 * 1024 + 5), 'не больше 10 МБ'],
      ['huge.csv', new Uint8Array(12 * 1024 * 1024), 'не больше 10 МБ'],
    ]
    for (const [name, bytes, words] of cases) {
      const answer = await editor.upload(`${OFFICE}/new`, { year: '2031', stage: 'execution-h1' }, bytes, name)
      const html = await answer.text()
      expect([name, answer.status, html.includes(words)]).toEqual([name, 422, true])
      if (name !== 'huge.csv') expect([name, html.includes('value="2031"')]).toEqual([name, true])
    }
    expect(await editor.text(OFFICE)).not.toContain('2031')
  })

  it('hands out a table to fill in', async () => {
    const editor = await signedIn('editor')
    const answer = await editor.get(`${OFFICE}/template.xlsx?year=2027&stage=draft`)
    expect([answer.status, answer.headers.get('content-disposition')]).toEqual([
      200,
      expect.stringContaining('ala-buka-2027-draft.xlsx'),
    ])
  })
})
