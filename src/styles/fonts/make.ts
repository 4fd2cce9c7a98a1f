import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import subsetFont from 'subset-font'
import { SUBSETS, unicodeRange } from './subsets.ts'

/**
 * Writes public/fonts/*.woff2 and src/styles/parts/fonts.css: Golos Text in two weights, cut to the characters the portal
 * writes (`npm run fonts`). The results are committed, so that nothing is downloaded or cut at install.
 */
const SOURCE = dirname(createRequire(import.meta.url).resolve('@fontsource/golos-text/package.json'))
const TARGET = 'public/fonts'
const WEIGHTS = [400, 600] as const

await mkdir(TARGET, { recursive: true })
let css = '/* Written by src/styles/fonts/make.ts. */\n'
let total = 0
for (const weight of WEIGHTS)
  for (const subset of SUBSETS) {
    const source = await readFile(join(SOURCE, 'files', `golos-text-${subset.source}-${weight}-normal.woff2`))
    const cut = await subsetFont(source, subset.characters, { targetFormat: 'woff2' })
    const name = `golos-${subset.name}-${weight}.woff2`
    await writeFile(join(TARGET, name), cut)
    total += cut.length
    process.stdout.write(`${name} ${cut.length}\n`)
    css += `@font-face {
  font-family: 'Golos Text';
  font-style: normal;
  font-weight: ${weight};
  font-display: swap;
  src: url('/fonts/${name}') format('woff2');
  unicode-range: ${unicodeRange(subset.characters)};
}\n`
  }
// Faces that phones and desks have, brought to the measures of Golos Text (width of a Kyrgyz and Russian sample, line
// box 98 + 22), so that the page does not move when it arrives.
const STAND_INS = [
  { family: 'Golos stand-in', local: ['Roboto'], width: 93.5 },
  { family: 'Golos stand-in desk', local: ['Arial', 'Helvetica Neue', 'Liberation Sans'], width: 91.8 },
]
for (const { family, local, width } of STAND_INS)
  css += `@font-face {
  font-family: '${family}';
  src: ${local.map(name => `local('${name}')`).join(', ')};
  size-adjust: ${width}%;
  ascent-override: ${(9800 / width).toFixed(1)}%;
  descent-override: ${(2200 / width).toFixed(1)}%;
  line-gap-override: 0%;
}\n`
await writeFile('src/styles/parts/fonts.css', css)
await copyFile(join(SOURCE, 'LICENSE'), join(TARGET, 'OFL.txt'))
process.stdout.write(`together ${total}\n`)
