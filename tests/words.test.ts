import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LANGUAGES, type Lang } from '#platform/i18n/languages.ts'
import {
  gluedSuffixes,
  lookAlikes,
  missingPlurals,
  parseMessage,
  placeholders,
  readRooms,
  refusalCodes,
  roomFolder,
} from './support/messages.ts'
import { readSources } from './support/sources.ts'

const rooms = readRooms()
/** One line for each text that `fault` finds something in. */
const faults = (langs: readonly Lang[], fault: (text: string, lang: Lang, key: string) => readonly string[]): string[] =>
  rooms.flatMap(({ room, texts }) =>
    langs.flatMap(lang =>
      Object.entries(texts[lang]).flatMap(([key, text]) =>
        fault(text, lang, key).map(found => `${room} ${lang} ${key}: ${found}`),
      ),
    ),
  )
const readable = (text: string): boolean => {
  try {
    parseMessage(text)
    return true
  } catch {
    return false
  }
}
const inTree =
  <T>(check: (tree: ReturnType<typeof parseMessage>, lang: Lang) => T[]) =>
  (text: string, lang: Lang) =>
    readable(text) ? check(parseMessage(text), lang) : []

describe('the words of every room', () => {
  it('are there', () => expect(rooms.map(({ room }) => room)).toContain('src/ui'))

  it('have the same keys in Kyrgyz, Russian and English', () => {
    for (const { room, texts } of rooms)
      for (const lang of LANGUAGES)
        expect(Object.keys(texts[lang]).sort(), `${room} ${lang}`).toEqual(Object.keys(texts.en).sort())
  })

  it('have each key once: of two with one name, nobody would see the first', () => {
    for (const path of globSync('src/**/messages/*.json')) {
      const keys: readonly string[] = readFileSync(path, 'utf8').match(/^ {2}"[^"]+"(?=:)/gm) ?? []
      expect(
        keys.filter((key, at) => keys.indexOf(key) !== at),
        path,
      ).toEqual([])
    }
  })

  it('are never empty', () => expect(faults(LANGUAGES, text => (text.trim() === '' ? ['empty'] : []))).toEqual([]))

  it('read as ICU messages', () => expect(faults(LANGUAGES, text => (readable(text) ? [] : [text]))).toEqual([]))

  it('have the same placeholders in each language', () => {
    const wrong = rooms.flatMap(({ room, texts }) =>
      Object.entries(texts.en).flatMap(([key, english]) =>
        (['ky', 'ru'] as const)
          .filter(lang => {
            const text = texts[lang][key] ?? ''
            return (
              readable(text) &&
              readable(english) &&
              String(placeholders(parseMessage(text))) !== String(placeholders(parseMessage(english)))
            )
          })
          .map(lang => `${room} ${lang} ${key}`),
      ),
    )
    expect(wrong).toEqual([])
  })

  it('have every plural form that their language needs', () =>
    expect(
      faults(
        LANGUAGES,
        inTree((tree, lang) => missingPlurals(lang, tree)),
      ),
    ).toEqual([]))

  it('glue no ending to a placeholder in Kyrgyz and Russian', () =>
    expect(
      faults(
        ['ky', 'ru'],
        inTree(tree => gluedSuffixes(tree)),
      ),
    ).toEqual([]))

  it('mix no Latin look-alikes into Kyrgyz and Russian words', () => expect(faults(['ky', 'ru'], lookAlikes)).toEqual([]))

  it('exist for every refusal that the code can give', () => {
    const known = new Map<string, Set<string>>()
    // A room in parts has one set of words.
    for (const { room, texts } of rooms) {
      const folder = roomFolder(`${room}/a.ts`)
      known.set(folder, new Set([...(known.get(folder) ?? []), ...Object.keys(texts.en)]))
    }
    const shared = known.get('src/ui') ?? new Set()
    const missing = readSources('src')
      .filter(source => /^src\/(features|platform)\//.test(source.path) && source.path.endsWith('.ts'))
      .flatMap(source => {
        const own = known.get(roomFolder(source.path))
        const anywhere = (code: string) =>
          source.path.startsWith('src/platform/') && [...known.values()].some(keys => keys.has(code))
        return refusalCodes(source.path, source.text)
          .filter(code => !shared.has(code) && !own?.has(code) && !anywhere(code))
          .map(code => `${source.path}: ${code}`)
      })
    expect(missing).toEqual([])
  })
})

describe('the check of the words', () => {
  it('finds what is wrong', () => {
    expect(placeholders(parseMessage('{count, plural, one {# of {total}} other {# of {total}}}'))).toEqual(['count', 'total'])
    expect(missingPlurals('ru', parseMessage('{n, plural, one {# дом} other {# дома}}'))).toEqual(['n: few, many'])
    expect(missingPlurals('ky', parseMessage('{n, plural, one {# үй} other {# үй}}'))).toEqual([])
    expect(gluedSuffixes(parseMessage('{name}нын бюджети'))).toHaveLength(1)
    expect(gluedSuffixes(parseMessage('{name}-дагы жолдор'))).toHaveLength(1)
    expect(gluedSuffixes(parseMessage('{year}-жылдын бюджети, {count} киши'))).toEqual([])
    expect(lookAlikes('Бюджeт')).toEqual(['Бюджeт'])
    expect(lookAlikes('Тоӊ')).toEqual(['Тоӊ'])
    expect(lookAlikes('Файл CSV же XLSX, {name}')).toEqual([])
    expect(
      refusalCodes('a.ts', "import { z } from 'zod'\nz.string().min(1, 'a.b').max(3, { error: 'a.c' })\nerr('gone')"),
    ).toEqual(['a.b', 'a.c', 'gone'])
  })
})
