import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderMarkdown } from '#platform/markdown.ts'
import { applyMark, continueList, type Edit, type Mark, MARKS, type Selection } from '#ui/markdownEdit.ts'

const FILLERS = { words: 'сөздөр', column: 'Мамыча', cell: 'сап' }
/** A text with what is chosen between two bars. */
const at = (text: string): Selection => {
  const [before = '', chosen = '', after = ''] = text.split('|')
  const [start, end] =
    text.split('|').length === 2 ? [before.length, before.length] : [before.length, before.length + chosen.length]
  return { value: text.split('|').length === 2 ? before + chosen : before + chosen + after, start, end }
}
const done = ({ value }: Selection, edit: Edit): string => value.slice(0, edit.from) + edit.insert + value.slice(edit.to)
const press = (mark: Mark, text: string): string => done(at(text), applyMark(mark, at(text), FILLERS))

describe('the buttons over a text', () => {
  it.each([
    ['bold', 'Таза |суу| керек', 'Таза **суу** керек'],
    ['bold', 'Таза| суу |керек', 'Таза **суу** керек'],
    ['bold', '|', '**сөздөр**'],
    ['heading', 'Су|у', '## Суу'],
    ['heading', '- Су|у', '## Суу'],
    ['list', 'Баасы:\n|бир\nэки|', 'Баасы:\n\n- бир\n- эки'],
    ['list', '- бир\nэк|и', '- бир\n- эки'],
    ['numbered', '|бир\nэки\nүч|', '1. бир\n2. эки\n3. үч'],
    ['quote', '|сөз|', '> сөз'],
    ['link', '|баарына|', '[баарына](https://)'],
    ['link', '|https://e.kg/a|', '[сөздөр](https://e.kg/a)'],
  ] as const)('%s: %s becomes %s', (mark, before, after) => expect(press(mark, before)).toBe(after))

  it.each([
    ['bold', '**|суу|**', 'суу'],
    ['heading', '## Су|у', 'Суу'],
    ['list', '|- бир\n- эки|', 'бир\nэки'],
    ['numbered', '|1. бир\n2. эки|', 'бир\nэки'],
  ] as const)('%s pressed again takes its marks away', (mark, before, after) => expect(press(mark, before)).toBe(after))

  it('a table is one as soon as its button was pressed, wherever one stood', () => {
    for (const before of ['|', 'Суу|', 'Суу\n|', 'Суу\n\n|']) expect(renderMarkdown(press('table', before))).toContain('<table')
  })
  it('change the text only where they say, and choose something inside it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('суу', ' ', '\n', '- ', '**', '1. ', '## '), { maxLength: 20 }).map(parts => parts.join('')),
        fc.nat(),
        fc.nat(),
        fc.constantFrom(...MARKS),
        (value, a, b, mark) => {
          const [start = 0, end = 0] = [a % (value.length + 1), b % (value.length + 1)].sort((x, y) => x - y)
          const edit = applyMark(mark, { value, start, end }, FILLERS)
          const after = done({ value, start, end }, edit)
          expect(0 <= edit.from && edit.from <= edit.to && edit.to <= value.length).toBe(true)
          expect(0 <= edit.start && edit.start <= edit.end && edit.end <= after.length).toBe(true)
        },
      ),
    )
  })
})

describe('Enter in a list', () => {
  const enter = (text: string) => {
    const edit = continueList(at(text))
    return edit && done(at(text), edit)
  }
  it('begins the next line of it', () => {
    expect(enter('- бир|')).toBe('- бир\n- ')
    expect(enter('9. бир|')).toBe('9. бир\n10. ')
  })
  it('on an empty line ends it', () => expect(enter('- бир\n- |')).toBe('- бир\n'))
  it('elsewhere is an ordinary Enter', () => {
    for (const text of ['бир|', '- би|р', '|', '-бир|']) expect(enter(text)).toBeUndefined()
  })
})
