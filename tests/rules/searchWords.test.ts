import { describe, expect, it } from 'vitest'
import { closeness, foldWords, readQuery } from '#features/search/rules/query.ts'
import { stemsOf } from '#features/search/rules/stems.ts'

/** Whether a word that is looked for finds a word of a text. */
const finds = (asked: string, text: string): boolean => {
  const words = foldWords(text).split(' ')
  return readQuery(asked).every(one => words.some(word => closeness(word, one) > 0))
}

describe('a word that is looked for finds itself with another ending', () => {
  it.each([
    ['жергиликтүү кеңештин', 'жергиликтүү кеңеш'],
    ['айылдык кеңешке', 'айылдык кеңештин токтому'],
    ['депутаттардын', 'депутат'],
    ['депутат', 'депутаттарга'],
    ['тургундардан', 'тургун'],
    ['жамааттар', 'жергиликтүү жамааттын уставы'],
    ['бюджетти', 'бюджет'],
    ['бюджеттен', 'бюджеттин аткарылышы'],
    ['бюджетинен', 'бюджет'],
    ['кирешелерди', 'киреше'],
    ['чыгашалар', 'чыгашанын түрү'],
    ['салыктан', 'жер салыгы'],
    ['салыгы', 'мүлк салык'],
    ['угууга', 'коомдук угуу'],
    ['угуулар', 'коомдук угуунун жыйынтыгы'],
    ['отчеттун', 'отчет'],
    ['долбоорлордун', 'долбоору'],
    ['кызматтарга', 'муниципалдык кызмат'],
    ['жарыктандырууну', 'көчөлөрдү жарыктандыруу'],
    ['бала бакчалардын', 'бала бакча'],
    ['ооруканага', 'оорукана'],
    ['көпүрөнүн', 'көпүрө'],
    ['маалыматты', 'маалымат'],
    ['бөлүгүнүн', 'бөлүк'],
    ['слушаниям', 'общественные слушания'],
    ['постановления', 'постановлению'],
    ['расходов', 'расходы'],
    ['налогами', 'налог на имущество'],
    ['дороги', 'ремонт дорог'],
    ['водоснабжения', 'водоснабжению'],
    ['детский сад', 'детских садов'],
    ['жители', 'жителей'],
    ['оценке', 'оценка'],
    ['услугам', 'качество услуг'],
    ['освещение', 'освещения улиц'],
  ])('%s finds %s', (asked, text) => expect(finds(asked, text)).toBe(true))

  it.each([
    ['планы', 'плата за воду'],
    ['мэрия', 'мероприятия'],
    ['салык', 'сапат'],
    ['бюджет', 'бюро'],
    ['айыл', 'айыма'],
    ['кызмат', 'кызыл'],
    ['школа', 'шкаф'],
    ['отчёт', 'отдел'],
    ['тоо', 'топ'],
    ['суу', 'сумма'],
  ])('%s does not find %s', (asked, text) => expect(finds(asked, text)).toBe(false))
})

describe('a query', () => {
  it('keeps its telling words, at most eight, each once', () => {
    expect(readQuery('жол жана ЖОЛ менен суу').map(one => one.word)).toEqual(['жол', 'суу'])
    expect(readQuery('менен').map(one => one.word)).toEqual(['менен'])
    expect(readQuery('а1 б2 в3 г4 д5 е6 ж7 з8 и9 к0')).toHaveLength(8)
    expect(readQuery(' "%_\'\u0000 ')).toEqual([])
  })

  it('has no stem that is shorter than three letters', () => {
    for (const word of 'сууга тоодо айылга баанын жолдо ишке элге'.split(' '))
      for (const stem of stemsOf(foldWords(word))) expect(stem.length, `${word} ${stem}`).toBeGreaterThanOrEqual(3)
  })
})
