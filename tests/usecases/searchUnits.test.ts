import { beforeAll, describe, expect, it } from 'vitest'
import { seedBase } from '#db/seed/base.ts'
import { searchUnits } from '#features/municipalities/searchUnits.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'

describe.skipIf(engineMissing())('finding a place', () => {
  let app: App
  beforeAll(async () => {
    app = await testApp({ keep: true })
    await seedBase(app)
    return () => app.close()
  })
  const slugs = async (query: string) => (await searchUnits(app, query)).map(one => one.slug)
  const first = async (query: string) => (await slugs(query))[0]

  it.each([
    ['Мырза-Аке', 'myrza-ake'],
    ['мырза аке', 'myrza-ake'],
    ['мырзааке', 'myrza-ake'],
    ['myrza ake', 'myrza-ake'],
    ['Мырза-Акинский', 'myrza-ake'],
    ['айыльный аймак Мырза-Аке', 'myrza-ake'],
    ['Мырза-Аке айыл өкмөтү', 'myrza-ake'],
    ['41706255859000', 'myrza-ake'],
    ['Токмок', 'tokmok'],
    ['г. Токмок', 'tokmok'],
    ['Төрт-Көл', 'tort-kol'],
    ['Торт-Кол', 'tort-kol'],
    ['Тёрт-Кёль', 'tort-kol'],
    ['Tort Kol', 'tort-kol'],
    ['Tört-Köl', 'tort-kol'],
    ['Т=рт-К=л', 'tort-kol'],
    ['Търтк\u04E9л', 'tort-kol'],
    ['Жащы-Алай', 'jany-alai'],
    ['Zhany-Alay', 'jany-alai'],
    ['Жаны Алай', 'jany-alai'],
    ['Khan-Tengiri', 'khan-tengiri'],
    ['Хан-Тенири', 'khan-tengiri'],
    ['кара-балта', 'kara-balta'],
    ['Kara Balta', 'kara-balta'],
    ['Өзгөн', 'ozgon-raion'],
    ['Узген', 'ozgon-raion'],
    ['Uzgen', 'ozgon-raion'],
    ['Московский район', 'moskva-raion'],
    ['Нарын шаары', 'naryn'],
    ['Нарын району', 'naryn-raion'],
    ['Нарынская область', 'naryn-oblast'],
  ])('finds %s', async (query, slug) => expect(await first(query)).toBe(slug))

  it.each(['Жалал-Абад', 'Джалал-Абад', 'Dzhalal-Abad', 'Jalal-Abad', 'jalalabad', 'Жалал-Абад шаары'])(
    'finds the city of Manas by its former name: %s',
    async query => {
      const [found] = await searchUnits(app, query)
      expect(found).toMatchObject({ slug: 'manas', matched: { kind: 'former' }, names: { ky: 'Манас шаары' } })
    },
  )

  it('finds a raion by its former name, and the aiyl aimak that still has it', async () => {
    const found = await searchUnits(app, 'Кара-Буура')
    expect(found[0]).toMatchObject({ slug: 'kara-buura', matched: { kind: 'current' } })
    expect(found[1]).toMatchObject({
      slug: 'aitmatov-raion',
      matched: { kind: 'former', name: 'Кара-Буура району' },
      isMunicipality: false,
    })
    expect(await first('Кара-Буура району')).toBe('aitmatov-raion')
  })

  it('leads from a unit that was merged to what it became', async () => {
    const [found] = await searchUnits(app, 'Чалма')
    expect(found).toMatchObject({ slug: 'chalma', endedOn: '2024', successors: [{ slug: 'ylai-talaa' }] })
  })

  it('tells places of one name apart by raion and oblast', async () => {
    const found = await searchUnits(app, 'Достук')
    expect(found.map(one => one.raion?.slug)).toEqual(['alamudun-raion', 'aravan-raion'])
  })

  it('ranks the name itself before its beginning, the beginning of a word, and a part', async () => {
    const found = await searchUnits(app, 'манас')
    expect(found.map(one => one.closeness)).toEqual([...found.map(one => one.closeness)].sort((a, b) => order(a) - order(b)))
    expect(found.slice(0, 3).map(one => one.slug)).toEqual(['manas', 'manas-kara-suu', 'manas-raion'])
    expect((await searchUnits(app, 'кыя')).map(one => one.slug)).toEqual(expect.arrayContaining(['kanysh-kyya', 'kyzyl-kyya']))
    expect((await searchUnits(app, 'шоро'))[0]).toMatchObject({ slug: 'kara-shoro', closeness: 'wordPrefix' })
  })
  const order = (closeness: string) => ['exact', 'prefix', 'wordPrefix', 'contains', 'typo'].indexOf(closeness)

  it.each([
    ['Мырзя-Аке', 'myrza-ake'],
    ['Токмк', 'tokmok'],
    ['Каракоол город', 'karakol'],
    ['Бишекк', 'bishkek'],
    ['Bishkeck', 'bishkek'],
  ])('forgives one wrong letter where nothing fits: %s', async (query, slug) => expect(await slugs(query)).toContain(slug))

  it.each([
    '',
    '   ',
    '-',
    'шаары жок мындай жер',
    'xyzzyq',
    'zzz',
    'qqq',
    'qq',
    'ааа',
    'Караааа',
    '%',
    '_',
    'абв'.repeat(10_000),
  ])('finds nothing in %j, and says so', async query => expect(await searchUnits(app, query)).toEqual([]))

  it('gives no more than asked for', async () => expect(await searchUnits(app, 'а', 3)).toHaveLength(3))
})
