import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contrast, readThemeColours } from '../support/css.ts'

const theme = readThemeColours()
const ground = readFileSync('src/styles/parts/ground.css', 'utf8')
// Grounds that words stand on: felt, cards, panels and table heads.
const GROUNDS = ['neutral-background-default', 'neutral-surface-default', 'neutral-surface-tinted']
const TEXTS = ['neutral-text-default', 'neutral-text-subtle', 'lake-text-subtle', 'danger-text-subtle', 'success-text-subtle']

describe.each(['light', 'dark'] as const)('the %s scheme', scheme => {
  const colours = theme[scheme]
  const hex = (name: string) => {
    const found = colours.get(name)
    if (!found) throw new Error(`no colour ${name}`)
    return found
  }

  it.each(TEXTS.flatMap(text => GROUNDS.map(on => [text, on] as const)))('shows %s on %s at 4.5 : 1 or more', (text, on) =>
    expect(contrast(hex(text), hex(on))).toBeGreaterThanOrEqual(4.5),
  )

  it.each(['lake', 'danger', 'success', 'info'])(
    'writes on a %s button at 4.5 : 1 or more, at rest, hovered and pressed',
    name => {
      for (const state of ['default', 'hover', 'active'])
        expect(contrast(hex(`${name}-base-contrast-default`), hex(`${name}-base-${state}`))).toBeGreaterThanOrEqual(4.5)
    },
  )

  it.each(['lake', 'danger', 'success', 'info', 'apricot', 'neutral'])('writes in a %s notice, tag and card at 4.5 : 1', name => {
    for (const surface of ['surface-tinted', 'background-tinted', 'surface-default'])
      expect(contrast(hex(`${name}-text-default`), hex(`${name}-${surface}`))).toBeGreaterThanOrEqual(4.5)
    expect(contrast(hex('neutral-text-default'), hex(`${name}-surface-tinted`))).toBeGreaterThanOrEqual(4.5)
    expect(contrast(hex('lake-text-subtle'), hex(`${name}-surface-tinted`))).toBeGreaterThanOrEqual(4.5)
  })

  it('draws the edges of fields, choices and the focus at 3 : 1 or more', () => {
    for (const on of GROUNDS.slice(0, 2)) {
      expect(contrast(hex('neutral-border-default'), hex(on))).toBeGreaterThanOrEqual(3)
      expect(contrast(hex('lake-border-default'), hex(on))).toBeGreaterThanOrEqual(3)
      expect(contrast(hex('focus-outer'), hex(on))).toBeGreaterThanOrEqual(3)
    }
  })

  it('draws bars and lines of charts at 3 : 1, but for apricot, whose bars carry their value beside them', () => {
    for (const name of ['lake', 'success', 'danger', 'neutral'])
      expect(contrast(hex(`${name}-base-default`), hex('neutral-surface-default'))).toBeGreaterThanOrEqual(3)
    const violet = [...ground.matchAll(/--chart-4: (#[0-9a-f]{6})/g)].map(([, found = '']) => found)
    expect(violet).toHaveLength(2)
    expect(contrast(violet[scheme === 'light' ? 0 : 1] ?? '', hex('neutral-surface-default'))).toBeGreaterThanOrEqual(3)
  })
})

it('keeps the colours of the identity', () => {
  const { light } = theme
  expect(light.get('neutral-background-default')).toBe('#FBF8F3')
  expect(light.get('neutral-text-default')).toBe('#211B16')
  expect(light.get('neutral-text-subtle')).toBe('#6B625A')
  expect(light.get('neutral-border-subtle')).toBe('#D9D1C6')
  expect(light.get('lake-base-default')).toBe('#0B5563')
  expect(light.get('danger-base-default')).toBe('#A3262A')
  expect(light.get('success-base-default')).toBe('#3C6A3A')
  expect(light.get('apricot-base-default')).toBe('#D98A1F')
})

it('measures contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBe(21)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})
