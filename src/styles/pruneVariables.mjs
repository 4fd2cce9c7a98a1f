import { readdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

// A declaration of a custom property whose value has no quotes: those could hold a semicolon of their own.
const DECLARATION = /(?<=[{;])(--[\w-]+):[^;{}"']*(?:;|(?=\}))/g

/**
 * Leaves out of built style sheets the custom properties that nothing refers to. The theme of Designsystemet declares
 * every step of every colour; a page uses a tenth of them, and a first visit on a slow line pays for all.
 * @param {string[]} sheets texts of style sheets
 * @param {string} elsewhere text in which names may be referred to besides: scripts
 * @returns {string[]} the sheets, in order
 */
export function pruneVariables(sheets, elsewhere = '') {
  let texts = sheets
  for (;;) {
    const used = new Set([...texts.join('\n').matchAll(/var\(\s*(--[\w-]+)/g)].map(match => match[1]))
    const pruned = texts.map(text =>
      text.replace(DECLARATION, (whole, name) => (used.has(name) || elsewhere.includes(name) ? whole : '')),
    )
    // Leaving one out may leave another without a reader.
    if (pruned.every((text, n) => text === texts[n])) return texts
    texts = pruned
  }
}

/** @returns {import('astro').AstroIntegration} */
export const prunedVariables = () => ({
  name: 'ashar-pruned-variables',
  hooks: {
    'astro:build:done': async ({ dir }) => {
      const folder = fileURLToPath(new URL('_astro/', dir))
      const files = await readdir(folder)
      const read = ending => Promise.all(files.filter(file => file.endsWith(ending)).map(file => readFile(folder + file, 'utf8')))
      const names = files.filter(file => file.endsWith('.css'))
      const sheets = pruneVariables(await read('.css'), (await read('.js')).join('\n'))
      await Promise.all(names.map((name, n) => writeFile(folder + name, sheets[n] ?? '')))
    },
  },
})
