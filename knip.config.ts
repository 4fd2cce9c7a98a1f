import type { KnipConfig } from 'knip'

/** Imports of an .astro file: its frontmatter, its bundled scripts, and scripts it names by address. */
const astro = (text: string): string => {
  const frontmatter = /^\s*---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? ''
  const scripts = [...text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map(match => match[1])
  const named = [...text.matchAll(/<script\b[^>]*\ssrc="([^"]+)"/g)].map(match => `import '${match[1]}'`)
  return [frontmatter, ...scripts, ...named].join('\n')
}
const css = (text: string): string =>
  [...text.matchAll(/@import\s+(?:url\()?['"]([^'"]+)['"]/g)].map(match => `import '${match[1]}'`).join('\n')

const config: KnipConfig = {
  entry: [
    'src/pages/**/*.{astro,ts}',
    'src/cli/*.ts',
    'db/schema/*.ts',
    'tests/**/*.test.ts',
    'tests/support/{closingLine,globalSetup,engine,laterClock,lighthouse,shots,writePermissionsDoc}.ts',
    'tests/bench/*.ts',
    'src/platform/http/front/provider.ts',
    'content/map/make.ts',
  ],
  project: ['src/**/*.{ts,astro,css}', 'db/**/*.ts', 'tests/**/*.ts', 'content/**/*.ts'],
  compilers: { astro, css },
  // Read as files by the scripts that cut fonts.
  ignoreDependencies: ['@fontsource/golos-text'],
  ignoreExportsUsedInFile: true,
}
export default config
