import { describe, expect, it } from 'vitest'
import { seedBase } from '#db/seed/base.ts'
import { OPERATOR, VISITOR } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { readOfficePlaces } from '#features/municipalities/readOfficePlaces.ts'
import { readUnit } from '#features/municipalities/readUnit.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { holding } from '#tests/support/viewers.ts'

describe.skipIf(engineMissing())('whose offices somebody may open', () => {
  it('follows the place of the role: one municipality, all of an oblast, the country, or none', async () => {
    const app = await testApp()
    await seedBase(app)
    const slugs = async (viewer: Parameters<typeof readOfficePlaces>[1]) => {
      const open = await readOfficePlaces(app, viewer)
      return open.everywhere ? 'everywhere' : open.places.map(place => place.slug)
    }
    const place = await readMunicipality(app, 'ala-buka')
    const oblast = await readUnit(app, 'jalal-abad-oblast')
    expect(await slugs(holding('publisher', place?.id))).toEqual(['ala-buka'])
    const ofOblast = await slugs(holding('branch', oblast?.id))
    expect(ofOblast).toContain('ala-buka')
    expect(ofOblast).not.toContain('kara-kulja')
    expect(await slugs(holding('agency'))).toBe('everywhere')
    expect(await slugs(OPERATOR)).toBe('everywhere')
    expect(await slugs(holding('dpi'))).toEqual([])
    expect(await slugs(VISITOR)).toEqual([])
  })
})
