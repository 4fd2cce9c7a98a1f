import { readFileSync } from 'node:fs'

/** Colour variables of the built theme in both schemes, by name without `--ds-color-`. */
export function readThemeColours(path = 'src/styles/theme/ashar.css'): Record<'light' | 'dark', ReadonlyMap<string, string>> {
  const css = readFileSync(path, 'utf8')
  const block = (start: RegExp) => {
    const from = css.search(start)
    if (from < 0) throw new Error(`${path}: no block ${start}`)
    const body = css.slice(from, css.indexOf('\n}', from))
    return new Map([...body.matchAll(/--ds-color-([\w-]+):\s*(#[0-9a-fA-F]{6})/g)].map(([, name = '', hex = '']) => [name, hex]))
  }
  return { light: block(/:root, \[data-color-scheme="light"\]/), dark: block(/\n\[data-color-scheme="dark"\]/) }
}

/** WCAG 2.2 contrast ratio of two colours written `#rrggbb`. */
export function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const [r = 0, g = 0, blue = 0] = [1, 3, 5]
      .map(at => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
      .map(one => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue
  }
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}
