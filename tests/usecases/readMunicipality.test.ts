import { describe, expect, it } from 'vitest'
import { seedBase } from '#db/seed/base.ts'
import { verifyAudit } from '#features/audit/verifyAudit.ts'
import { listMunicipalities } from '#features/municipalities/listMunicipalities.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { readUnitsWithin } from '#features/municipalities/readUnitsWithin.ts'
import { readUnitTree } from '#features/municipalities/readUnitTree.ts'
import { readVillages } from '#features/municipalities/readVillages.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'

describe.skipIf(engineMissing())('municipalities', () => {
  const seeded = async () => {
    const app = await testApp()
    await seedBase(app)
    return app
  }

  it('stand from the first start, once, however many servers start', async () => {
    const app = await testApp()
    await Promise.all([seedBase(app), seedBase(app), seedBase(app)])
    await seedBase(app)
    const tree = await readUnitTree(app)
    expect(tree.filter(one => one.kind === 'oblast')).toHaveLength(7)
    expect(tree.filter(one => one.kind === 'city_republican').map(one => one.slug)).toEqual(['bishkek', 'osh'])
    expect(tree.flatMap(one => one.raions)).toHaveLength(40)
    expect(await verifyAudit(app.store.read)).toMatchObject({ sound: true, entries: 1 })
  })

  it('are read by address, id, code of today, former code, and the address of a former name', async () => {
    const app = await seeded()
    const place = await readMunicipality(app, 'myrza-ake')
    expect(place).toMatchObject({
      kind: 'aiyl_aimak',
      names: { ky: 'Мырза-Аке айыл аймагы', ru: 'айылный аймак Мырза-Аке', en: 'Myrza-Ake aiyl aimak' },
      soate: '41706255859000',
      raion: { slug: 'ozgon-raion' },
      oblast: { slug: 'osh-oblast' },
      standing: 'confirmed',
    })
    expect(await readMunicipality(app, place?.id ?? '')).toEqual(place)
    expect(await readMunicipality(app, '41706255859000')).toEqual(place)
    expect(await readMunicipality(app, '41708206600010')).toMatchObject({ slug: 'kant' })
    expect(await readMunicipality(app, '41704000000010')).toMatchObject({ slug: 'naryn', soate: '41704400000010' })
    expect(await readMunicipality(app, 'jalal-abad')).toMatchObject({ slug: 'manas' })
    for (const unknown of ['', 'nowhere', '41700000000001', 'naryn-raion', 'x'.repeat(5000), "' OR 1=1 --"])
      expect(await readMunicipality(app, unknown)).toBeUndefined()
  })

  it('give a reused code to its holder of today', async () => {
    const app = await seeded()
    expect(await readMunicipality(app, '41706207830000')).toMatchObject({ slug: 'jany-alai' })
    expect(await readMunicipality(app, 'lenin')).toMatchObject({ endedOn: '2024', standing: 'check' })
  })

  it('have addresses that a reader can tell apart', async () => {
    const app = await seeded()
    for (const slug of [
      'dostuk-aravan',
      'dostuk-alamudun',
      'manas',
      'manas-kara-suu',
      'naryn',
      'kara-kol',
      'karakol',
      'tort-kol',
    ])
      expect(await readMunicipality(app, slug), slug).toMatchObject({ slug })
    for (const slug of ['aleksandrovka', 'kazan-kuigan', 'kara-kuzhur', 'kyzyl-too'])
      expect(await readMunicipality(app, slug), slug).toMatchObject({ slug, standing: 'check' })
  })

  it('are listed page by page, those of an oblast or raion alone, without those that stand no more', async () => {
    const app = await seeded()
    const all = (await listMunicipalities(app)).items
    const paged: string[] = []
    for (let after: string | undefined, n = 0; n < 100; n += 1) {
      const page = await listMunicipalities(app, { after, limit: 7 })
      paged.push(...page.items.map(one => one.slug))
      if (!page.next) break
      after = page.next
    }
    expect(paged).toEqual(all.map(one => one.slug))
    expect(all.some(one => one.endedOn)).toBe(false)
    const tree = await readUnitTree(app)
    const osh = tree.find(one => one.slug === 'osh-oblast')
    const ofOsh = (await listMunicipalities(app, { oblastId: osh?.id })).items
    expect(ofOsh.length).toBeGreaterThan(10)
    expect(ofOsh.every(one => one.oblast?.slug === 'osh-oblast')).toBe(true)
    const uzgen = osh?.raions.find(one => one.slug === 'ozgon-raion')
    const inUzgen = (await listMunicipalities(app, { raionId: uzgen?.id })).items.map(one => one.slug)
    expect(inUzgen).toEqual(uzgen?.municipalities.map(one => one.slug))
    expect(inUzgen).toContain('kyzyl-too')
  })

  it('lie within their raion, oblast and country; those that stand no more still count there', async () => {
    const app = await seeded()
    const ended = await readMunicipality(app, 'kyzyl-jar')
    expect(ended?.endedOn).toBe('2024')
    expect(await readUnitsWithin(app, ended?.raion?.id ?? '')).toContain(ended?.id)
    const inOblast = await readUnitsWithin(app, ended?.oblast?.id ?? '')
    expect(inOblast).toContain(ended?.id)
    expect(inOblast).toContain((await readMunicipality(app, 'myrza-ake'))?.id)
    expect(await readUnitsWithin(app, ended?.id ?? '')).toEqual([ended?.id])
    expect(await readUnitsWithin(app, 'nobody')).toEqual([])
  })

  it('name their villages where a source does', async () => {
    const app = await seeded()
    const place = await readMunicipality(app, 'orto-kaiyndy')
    expect((await readVillages(app, place?.id ?? '')).map(one => one.names.ky)).toContain('Эркин-Сай')
  })
})
