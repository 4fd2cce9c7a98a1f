import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reportForm } from '#features/reports/forms/reportForm.ts'
import { checkPublishAt, publishable, writtenTexts } from '#features/reports/rules/content.ts'
import { readCursor, writeCursor } from '#features/reports/rules/cursor.ts'
import { REPORT_TYPES, type ReportContent, textFor, yearOf } from '#features/reports/rules/report.ts'
import { slugsFor } from '#features/reports/rules/slug.ts'
import { checkAct, mayDo, REPORT_STATES, type ReportAct, TRANSITIONS } from '#features/reports/rules/state.ts'
import { templateBodies, templateTexts } from '#features/reports/templates.ts'
import type { IsoDate } from '#platform/dates.ts'
import { checkFields } from '#platform/forms/readForm.ts'
import { renderMarkdown } from '#platform/markdown.ts'

const ACTS = Object.keys(TRANSITIONS) as ReportAct[]
const day = (text: string) => text as IsoDate
const content = (more: Partial<ReportContent> = {}): ReportContent => ({
  type: 'other',
  issuer: 'executive',
  texts: { ky: { title: 'Отчет', body: 'Суу келди.' } },
  ...more,
})
const codes = (result: { ok: boolean; refusals?: readonly { code: string; path?: string }[] }) =>
  result.ok ? [] : result.refusals?.map(one => `${one.code} ${one.path ?? ''}`.trim())

describe('the states of a report', () => {
  it.each([
    ['draft', ['save', 'handToReview', 'publish', 'schedule', 'discard']],
    ['review', ['save', 'sendBack', 'publish', 'schedule', 'discard']],
    ['scheduled', ['sendBack', 'publish', 'schedule']],
    ['published', ['save', 'correct', 'withdraw']],
    ['withdrawn', []],
  ] as const)('%s allows %s', (state, allowed) =>
    expect(ACTS.filter(act => mayDo(state, act)).sort()).toEqual([...allowed].sort()),
  )
  it('never leads from what everybody read back to a draft, nor out of withdrawal', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ACTS), { maxLength: 12 }), acts => {
        let state: string = 'draft'
        let seen = false
        for (const act of acts) {
          if (state === 'gone') return
          const next = TRANSITIONS[act][state as 'draft']
          if (seen && next) expect(['published', 'withdrawn']).toContain(next)
          if (state === 'withdrawn') expect(next).toBeUndefined()
          state = next ?? state
          seen ||= state === 'published'
        }
      }),
    )
  })
  it('refuse an older version before anything else', () => {
    for (const state of REPORT_STATES) expect(codes(checkAct({ state, version: 4 }, 'save', 3))).toEqual(['edited.meanwhile'])
    expect(codes(checkAct({ state: 'withdrawn', version: 4 }, 'save', 4))).toEqual(['report.state'])
  })
})

describe('what may be published', () => {
  it('has a Kyrgyz title and a Kyrgyz text', () => {
    expect(codes(publishable(content(), {}))).toEqual([])
    expect(codes(publishable(content({ texts: { ru: { title: 'Отчёт', body: 'Вода.' } } }), {}))).toEqual([
      'report.title.required ky.title',
      'report.body.required ky.body',
    ])
  })
  it.each(REPORT_TYPES)('%s: ready headings alone are no text', type => {
    const templates = templateBodies(type)
    const texts = templateTexts(type, 'aiyl_aimak', 2025)
    expect(writtenTexts(texts, templates)).toEqual({})
    const written = { ...texts, ky: { title: 'Отчет', body: `${texts.ky.body}\nСуу келди.` } }
    expect(Object.keys(writtenTexts(written, templates))).toEqual(['ky'])
  })
  it.each(REPORT_TYPES.filter(type => type !== 'other'))('%s has headings in every language, as many in each', type => {
    const counts = Object.values(templateBodies(type)).map(body => renderMarkdown(body).match(/<(h2|table)/g)?.length ?? 0)
    expect(new Set(counts).size).toBe(1)
    expect(counts[0]).toBeGreaterThan(3)
    expect(templateTexts(type, 'city_oblast', 2025).ky.title).not.toMatch(/айыл/i)
  })
  it('names a written language’s missing title, and a period that ends before it begins', () => {
    const wrong = content({
      texts: { ky: { title: 'Отчет', body: 'Суу.' }, ru: { title: ' ', body: 'Вода.' } },
      periodFrom: day('2025-12-31'),
      periodTo: day('2025-01-01'),
    })
    expect(codes(publishable(wrong, {}))).toEqual(['report.title.required ru.title', 'report.period.order periodTo'])
  })
  it('is set to an instant that is to come, within a year', () => {
    const now = new Date('2026-11-25T00:00:00Z')
    expect(codes(checkPublishAt(now, now))).toEqual(['report.publishAt.past publishDate'])
    expect(codes(checkPublishAt(new Date(now.getTime() + 1), now))).toEqual([])
    expect(codes(checkPublishAt(new Date('2028-01-01T00:00:00Z'), now))).toEqual(['report.publishAt.far publishDate'])
  })
})

describe('a report for its reader', () => {
  it('comes in the reader’s language, else in Kyrgyz', () => {
    const texts = { ky: { title: 'Отчет', body: 'Суу' }, ru: { title: 'Отчёт', body: 'Вода' } }
    expect(textFor(texts, 'ru')?.lang).toBe('ru')
    expect(textFor(texts, 'en')?.lang).toBe('ky')
    expect(textFor({}, 'en')).toBeUndefined()
  })
  it('is listed under the year it tells about', () => {
    expect(yearOf({ periodFrom: day('2024-01-01'), periodTo: day('2025-06-30') }, day('2026-01-01'))).toBe(2025)
    expect(yearOf({}, day('2026-01-01'))).toBe(2026)
  })
})

describe('addresses of reports', () => {
  const first = (title: string) => slugsFor(title).next().value
  it.each([
    ['Айыл өкмөтүнүн башчысынын 2025-жылдагы отчету', 'aiyl-okmotunun-bashchysynyn-2025-jyldagy-otchetu'],
    ['Итоги года', 'itogi-goda'],
    ['«»', 'report'],
  ])('%s is %s', (title, slug) => expect(first(title)).toBe(slug))
  it('are short, plain, and never end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 0, max: 20 }), (title, n) => {
        const slugs = slugsFor(title)
        const seen = new Set<string>()
        for (let at = 0; at <= n; at += 1) {
          const slug = slugs.next().value
          expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
          expect(slug.length).toBeLessThanOrEqual(64)
          seen.add(slug)
        }
        expect(seen.size).toBe(n + 1)
      }),
    )
  })
})

describe('the cursor of a list', () => {
  it('reads what it wrote, and nothing else', () => {
    const at = new Date('2026-02-03T04:05:06.789Z')
    expect(readCursor(writeCursor(at, '0198-a'))).toEqual({ at, id: '0198-a' })
    for (const text of ['', '1', '1.2', 'x.y', `${at.getTime()}.`, `${at.getTime()}.a b`])
      expect(readCursor(text)).toBeUndefined()
  })
})

describe('the form of a report', () => {
  const read = (fields: Record<string, string>) =>
    checkFields(new URLSearchParams({ do: 'save', version: '1', type: 'other', issuer: 'council', ...fields }), reportForm)
  it('leaves out a language with nothing in it', () => {
    const posted = read({ 'ky.title': 'Отчет', 'ky.body': 'Суу', 'ru.title': '', 'ru.body': ' ' })
    expect(posted.ok && posted.value.content?.texts).toEqual({ ky: { title: 'Отчет', body: 'Суу' } })
  })
  it('takes a time in Bishkek', () => {
    const posted = read({ do: 'schedule', publishDate: '2026-12-01', publishTime: '09:30' })
    expect(posted.ok && posted.value.publishAt?.toISOString()).toBe('2026-12-01T03:30:00.000Z')
  })
  it.each([
    [{ do: 'shout' }, 'do'],
    [{ do: 'remove:a b' }, 'do'],
    [{ version: 'x' }, 'version'],
    [{ periodTo: '2026-02-30' }, 'periodTo'],
    [{ about: 'budget:x' }, 'about'],
    [{ do: 'schedule' }, 'publishDate'],
    [{ publishTime: '25:00' }, 'publishTime'],
    [{ 'ky.title': 'о'.repeat(201) }, 'ky.title'],
    [{ 'ky.body': 'о'.repeat(60_001) }, 'ky.body'],
  ])('refuses %o', (fields, path) => {
    const posted = read(fields as unknown as Record<string, string>)
    expect(posted.ok ? [] : posted.refusals.map(one => one.path)).toContain(path)
  })
})
