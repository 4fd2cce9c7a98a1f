import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldForSearch, foldText, readingsForSearch } from '#platform/fold.ts'

const same = (a: string, b: string) => expect(foldForSearch(a), `${a} and ${b}`).toBe(foldForSearch(b))
const KYRGYZ = 'абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя'

describe('folding for search', () => {
  it('reads one name from every spelling seen', () => {
    same('Мырза-Аке', 'myrza ake')
    same('Кеңеш', 'КЕНЕШ')
    same('Тоӊ', 'Тоң')
    same('Чоӊ-Алай', 'Чон-Алай')
    same('Көк-Жар', 'Кок-Жар')
    same('ѳкмѳт', 'өкмөт')
    same('γлγш', 'үлүш')
    same('Dzhalal-Abad', 'Jalal-Abad')
    same('Джалал-Абад', 'Жалал-Абад')
    same('Djalal Abad', 'Жалал-Абад')
    same('Özgön', 'Ozgon')
    same('Özgön', 'Өзгөн')
    same('Ысык-Көл', 'Ysyk-Köl')
    same('Issyk-Kul', 'Иссык-Куль')
    same('Кызыл-Кыя', 'Kyzyl-Kyya')
    same('Кызыл-Кия', 'Kyzyl-Kiya')
    same('Тоо-Моюн', 'Too-Moyun')
    same('Кара-Суу', 'Кара-Су')
    same('Жаңы-Алай', 'Zhany-Alay')
    same('Хан-Теңири', 'Khan-Teniri')
    same('Şekel', 'Shekel')
    same('  Тёплый   ключ!', 'теплый ключ')
  })

  it('takes Latin look-alikes inside a Cyrillic word for the slip they are', () => {
    same('Кapa-Cуу', 'Кара-Суу')
    same('Tоктогул', 'Токтогул')
  })

  it('changes nothing more when done twice, and leaves letters, digits and single spaces', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom(...KYRGYZ, ...'abcdhjknyzöüş -=\\дж') })),
        text => {
          const folded = foldForSearch(text)
          expect(foldForSearch(folded)).toBe(folded)
          expect(folded).toMatch(/^([\p{L}\p{N}]+( [\p{L}\p{N}]+)*)?$/u)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('does not mind case, normal form, dashes or spaces', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom(...KYRGYZ), minLength: 1 }), { minLength: 1 }), words => {
        const folded = foldForSearch(words.join(' '))
        expect(foldForSearch(words.join('-').toUpperCase())).toBe(folded)
        expect(foldForSearch(` ${words.join(' – ')}.`.normalize('NFD'))).toBe(folded)
      }),
    )
  })

  it('does not mind which of ң ө ү ё or н о у е a writer has on the keyboard', () => {
    const russian: Record<string, string> = { ң: 'н', ө: 'о', ү: 'у', ё: 'е' }
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...KYRGYZ) }), text => {
        expect(foldForSearch(text)).toBe(foldForSearch([...text].map(letter => russian[letter] ?? letter).join('')))
      }),
    )
  })
})

it('folding running text keeps doubled letters, and what is neither letter nor digit is nothing', () => {
  expect([foldText('zzz'), foldText('Ooo'), foldText('Суу'), foldText('жарыгы')]).toEqual(['ззз', 'ооо', 'суу', 'жариги'])
  expect(foldText('Суу түтүгү')).toContain(foldText('SUU'))
  expect(['%', '_', ' - ', ''].map(foldText)).toEqual(['', '', '', ''])
})

describe('readings of a query', () => {
  it('take old fonts for what they meant', () => {
    expect(readingsForSearch('Кещеш')).toContain(foldForSearch('Кеңеш'))
    expect(readingsForSearch('Кеёеш')).toContain(foldForSearch('Кеңеш'))
    expect(readingsForSearch('ж=нънд=')).toContain(foldForSearch('жөнүндө'))
    expect(readingsForSearch('жън\\ндъ')).toContain(foldForSearch('жөнүндө'))
    expect(readingsForSearch('Khan-Tengiri')).toContain(foldForSearch('Хан-Теңири'))
    expect(readingsForSearch('Kengesh')).toContain(foldForSearch('Кеңеш'))
  })

  it('begin with the query as it is written and stay few, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'щёъ=\\ng aк'), maxLength: 80 }), text => {
        const readings = readingsForSearch(text)
        expect(readings[0]).toBe(foldForSearch(text))
        expect(readings.length).toBeLessThanOrEqual(64)
        expect(new Set(readings).size).toBe(readings.length)
      }),
    )
  })
})
