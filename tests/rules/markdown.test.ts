import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { excerpt, isSafeLink, plainText, readableText, renderMarkdown } from '#platform/markdown.ts'

const ELEMENTS = new Set(
  'h1 h2 h3 h4 h5 h6 p br hr strong em s a ul ol li blockquote code pre table thead tbody tr th td div img'.split(' '),
)
const ATTRIBUTES = new Set('href rel title src alt loading class tabindex role aria-label scope start'.split(' '))
/** Tags of the HTML with their attributes; text between them holds no `<`. */
function tagsOf(html: string): { name: string; attributes: [string, string][] }[] {
  const tags = [...html.matchAll(/<\/?([a-zA-Z0-9]+)((?:\s+[\w-]+(?:="[^"<>]*")?)*)\s*\/?>/g)]
  expect(html.replace(/<\/?([a-zA-Z0-9]+)((?:\s+[\w-]+(?:="[^"<>]*")?)*)\s*\/?>/g, '')).not.toContain('<')
  return tags.map(tag => ({
    name: tag[1] ?? '',
    attributes: [...(tag[2] ?? '').matchAll(/([\w-]+)="([^"]*)"/g)].map(one => [one[1] ?? '', one[2] ?? '']),
  }))
}

describe('Markdown that a person typed', () => {
  it('becomes headings, lists, emphasis and tables below the page’s own h1', () => {
    const html = renderMarkdown('# Жыл\n\n## Суу\n\n- бир\n- **эки**\n\n| Аты | Сом |\n|---|--:|\n| Жол | 5 |', {
      tableLabel: 'Таблица',
    })
    expect(html).toContain('<h2>Жыл</h2>')
    expect(html).toContain('<h3>Суу</h3>')
    expect(html).toContain('<strong>эки</strong>')
    expect(html).toContain('<div class="table-frame" tabindex="0" role="region" aria-label="Таблица"><table class="ds-table">')
    expect(html).toContain('<th class="num" scope="col">Сом</th>')
    expect(html).not.toContain('style=')
  })

  it('never leaves out a level of heading, whichever marks were typed', () => {
    expect(renderMarkdown('### Бир\n\n##### Эки')).toContain('<h2>Бир</h2>\n<h3>Эки</h3>')
    expect(renderMarkdown('## Бир', { topHeading: 4 })).toContain('<h4>Бир</h4>')
  })

  it('keeps the ends of lines as they were typed', () => expect(renderMarkdown('Бир\nЭки')).toContain('Бир<br>\nЭки'))

  it('shows raw HTML as the words it is', () => {
    expect(renderMarkdown('<script>alert(1)</script> <b onclick="x">й</b>')).not.toMatch(/<(script|b)/)
    expect(renderMarkdown('<img src=x onerror=alert(1)>')).not.toContain('<img')
  })

  it.each([
    'https://e.kg/a',
    'HTTP://e.kg',
    'mailto:a@e.kg',
    'tel:+996700',
    '/ky/m/ala-buka',
    '#суу',
    'reports/2025',
    '?year=2025',
  ])('links to %s', url => expect(isSafeLink(url)).toBe(true))
  it.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    '//elsewhere.example',
    '/\\elsewhere',
    '\\\\elsewhere',
    'https:elsewhere',
    ' javascript:x',
  ])('does not link to %s', url => expect(isSafeLink(url)).toBe(false))
  it.each([
    '[x](javascript:alert(1))',
    '[x](java&#115;cript:alert(1))',
    '[x](&#106;avascript:alert(1))',
    '<javascript:alert(1)>',
    '[x]: javascript:alert(1)\n\n[x]',
  ])('makes no link of %s', text => expect(renderMarkdown(text)).not.toContain('href='))
  it('tells search machines nothing about links outward, and others nothing about who follows them', () => {
    expect(renderMarkdown('[x](https://e.kg)')).toContain('<a href="https://e.kg" rel="nofollow noopener">')
    expect(renderMarkdown('[x](/ky/about)')).toContain('<a href="/ky/about">')
  })

  it('shows pictures only from our own files; of others their words', () => {
    expect(renderMarkdown('![Көпүрө](/files/0198-a/kopuro.jpg)')).toContain(
      '<img src="/files/0198-a/kopuro.jpg" alt="Көпүрө" loading="lazy">',
    )
    expect(renderMarkdown('![Сүрөт](https://e.kg/pixel.gif)')).toBe('<p>Сүрөт</p>\n')
    for (const url of ['https://e.kg/pixel.gif', '//e.kg/x.png', '/files/../ky/sign-out', '/ky/sign-out', '/files/a/b?x'])
      expect(renderMarkdown(`![Сүрөт](${url})`)).not.toMatch(/<img|href/)
  })

  const pieces = fc.constantFrom(
    '<', '>', '"', "'", '&', '](', '[', '![', ')', '(', 'javascript:', 'data:', '//', 'https://e.kg', '/files/a/b.png', '\n', '\n\n', '|', '---', '`', '```', '**', '# ', '- ', '> ', 'ө', ' ', '\t', '\\', '&#106;', '<script>', '<a href="x" onclick="y">', '\u0000', '-->', '<!--',
  ) // prettier-ignore
  it('holds only harmless elements and attributes, whatever was typed', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 6 })), { maxLength: 40 }), parts => {
        for (const { name, attributes } of tagsOf(renderMarkdown(parts.join('')))) {
          expect(ELEMENTS).toContain(name)
          expect(name).not.toBe('h1')
          for (const [attribute, value] of attributes) {
            expect(ATTRIBUTES).toContain(attribute)
            if (attribute === 'href') expect(isSafeLink(value.replaceAll('&amp;', '&'))).toBe(true)
            if (attribute === 'src') expect(value).toMatch(/^\/files\//)
          }
        }
      }),
      { numRuns: 500 },
    )
  })

  it('reads a long text of nothing but marks in good time', () => {
    for (const mark of ['[', '*', '>', '- ', '![', '`', '|', '_a', '[]('])
      expect(renderMarkdown(mark.repeat(50_000)).length).toBeGreaterThan(0)
  }, 20_000)
})

describe('a text as one reads it', () => {
  it('keeps lines, points, cells and addresses, without marks', () => {
    const text = '## Суу\n\nТаза **суу** [баарына](https://e.kg).\n\n- бир\n- эки\n\n1. үч\n\n| а | б |\n|---|---|\n| в | г |'
    expect(readableText(text)).toBe('Суу\n\nТаза суу (https://e.kg) баарына.\n\n• бир\n• эки\n\n1. үч\n\nа | б\nв | г')
  })
})

describe('the words alone', () => {
  it('are without marks, a line for each block', () => {
    expect(plainText('## Суу\n\nТаза **суу** [баарына](https://e.kg).\n\n- бир\n- эки\n\n| а | б |\n|---|---|\n| в | г |')).toBe(
      'Суу\nТаза суу баарына.\nбир\nэки\nа\nб\nв\nг',
    )
  })
  it('begin an excerpt that ends between words', () => {
    expect(excerpt('Кыска **сөз**.')).toBe('Кыска сөз.')
    expect(excerpt('## Суу\n\nКелди.\n\n| а | б |\n|---|---|\n| в | г |\n\n- Жол')).toBe('Келди. Жол')
    expect(excerpt('## Суу')).toBe('Суу')
    const long = excerpt(`${'айыл өкмөтү '.repeat(60)}`, 100)
    expect(long.length).toBeLessThanOrEqual(101)
    expect(long).toMatch(/(айыл|өкмөтү)…$/)
  })
})
