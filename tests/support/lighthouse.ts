import lighthouse from 'lighthouse'
import { openBrowser } from './browser.ts'
import { startDemoServer } from './demoServer.ts'
import { addressOf, SHOWN_PAGES } from './shownPages.ts'

/**
 * Lighthouse on the pages that residents come to, as a phone on a slow line sees them; prints scores and what costs most.
 * `npm run lighthouse`. Ends with 1 where a score is under 95.
 */
const PORT = 9333
const GOAL = 95
const NAMES = [
  ...['front', 'municipality', 'budget', 'feedback', 'search', 'report', 'hearing', 'practice'],
  ...['cycles', 'cycle', 'cycle-how', 'proposals', 'proposal', 'vote', 'results', 'project'],
]

const browser = await openBrowser([`--remote-debugging-port=${PORT}`])
if (!browser) throw new Error('no browser on this machine: install Chromium, or name one in ASHAR_BROWSER')
const server = await startDemoServer()
let low = 0
for (const shown of SHOWN_PAGES.filter(one => NAMES.includes(one.name))) {
  const { name } = shown
  const run = await lighthouse(await addressOf(server.url, shown, 'ky'), { port: PORT, output: 'json', logLevel: 'error' })
  if (!run) throw new Error(`no result for ${name}`)
  const { categories, audits } = run.lhr
  // Forms and made-up budgets are kept out of search machines on purpose.
  const judged = Object.values(categories).filter(one => one.id !== 'seo' || audits['is-crawlable']?.score === 1)
  const scores = judged.map(one => ({ title: one.title, score: Math.round((one.score ?? 0) * 100) }))
  low += scores.filter(one => one.score < GOAL).length
  const bytes = Number(audits['total-byte-weight']?.numericValue ?? 0)
  process.stdout.write(
    `${name}: ${scores.map(one => `${one.title} ${one.score}`).join(' · ')} · ${(bytes / 1000).toFixed(1)} kB\n`,
  )
  const measured = ['first-contentful-paint', 'largest-contentful-paint', 'cumulative-layout-shift', 'total-blocking-time']
  process.stdout.write(`  ${measured.map(id => `${audits[id]?.title}: ${audits[id]?.displayValue}`).join(' · ')}\n`)
  const faults = Object.values(audits).filter(one => one.score !== null && one.score < 0.9 && one.scoreDisplayMode === 'binary')
  for (const one of faults) process.stdout.write(`  ${one.id}: ${one.title}\n`)
}
await browser.close()
await server.stop()
process.exitCode = low === 0 ? 0 : 1
