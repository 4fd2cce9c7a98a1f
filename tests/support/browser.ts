import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const INSTALLED = [
  process.env.ASHAR_BROWSER ?? '',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A real browser: one that is installed, else the Chromium inside an npm package (Linux); undefined where there is none. */
export async function openBrowser(more: readonly string[] = []): Promise<Browser | undefined> {
  const installed = INSTALLED.find(path => path !== '' && existsSync(path))
  if (installed) return chromium.launch({ executablePath: installed, args: [...QUIET, ...more] })
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const { default: packaged } = await import('@sparticuz/chromium')
  try {
    return await chromium.launch({ executablePath: await packaged.executablePath(), args: [...packaged.args, ...QUIET, ...more] })
  } catch {
    // Its system libraries are missing here.
    return undefined
  }
}
