import { describe, expect, it } from 'vitest'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { phaseOf } from '#features/participatory-budgeting/cycles/rules/phases.ts'
import { commissionRows } from '#src/overview/commissionToday.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { seededPlace } from '#tests/support/feedback.ts'
import { seededCycle } from '#tests/support/pbCycle.ts'
import { holding } from '#tests/support/viewers.ts'
import { votedCycle } from '#tests/support/results.ts'

const NOW = new Date('2026-11-26T06:00:00Z')

describe.skipIf(engineMissing())('what awaits a commission', () => {
  it('is the key before the vote, and nothing for an editor', async () => {
    const app = await testApp({ now: NOW })
    const place = await seededPlace(app)
    const cycle = await seededCycle(app, { phase: 'pricing' })
    const rows = await commissionRows(app, holding('commission', place.id), 'en', place, [cycle])
    expect(rows).toMatchObject([
      { href: expect.stringContaining(`${cycle.id}/key`), title: expect.stringContaining('Make the key') },
    ])
    expect(phaseOf(cycle.phases, 'voting')?.startsAt && rows[0]?.note).toContain('Before')
    expect(await commissionRows(app, holding('editor', place.id), 'en', place, [cycle])).toEqual([])
  })

  it('is the count once the box is open', async () => {
    const app = await testApp({ now: NOW })
    const cycle = await votedCycle(app)
    const place = await readMunicipality(app, cycle.municipalityId)
    if (!place) throw new Error('no place')
    const [row] = await commissionRows(app, holding('commission', place.id), 'en', place, [cycle])
    expect(row?.href).toMatch(/key$|count$/)
  })
})
