import { openBrowser } from './support/browser.ts'
const browser = await openBrowser()
if (!browser) throw new Error('none')
const base = 'http://localhost:4335'
for (const [lang, width] of [
  ['ky', 360],
  ['ru', 1280],
] as const) {
  const page = await browser.newPage({ viewport: { width, height: 800 } })
  page.on('response', r => r.status() >= 500 && console.log(r.status(), r.url()))
  await page.goto(`${base}/${lang}/sign-in`)
  await page.fill('[name=email]', 'editor@ashar.example')
  await page.fill('[name=password]', 'таза суу баарына')
  await page.click('main button[type=submit]')
  await page.waitForLoadState()
  const shot = async (name: string, path?: string) => {
    if (path) {
      const r = await page.goto(base + path)
      if (r?.status() !== 200) console.log(name, r?.status())
    }
    const wide = await page.evaluate('document.documentElement.scrollWidth')
    if (Number(wide) > width) console.log('OVERFLOW', name, lang, wide)
    await page.screenshot({ path: `/tmp/ashar/answers/${name}-${lang}-${width}.png`, fullPage: true })
  }
  await shot('inbox', `/${lang}/office/ala-buka/answers`)
  await page.click('.queue a')
  await page.waitForLoadState()
  await shot('item')
  await page.selectOption('[name=ready]', 'thanks')
  await page.click('[name=act][value=insert]')
  await page.waitForLoadState()
  await shot('item-inserted')
  await shot('settings', `/${lang}/office/ala-buka/settings`)
  await shot('reference-done', `/${lang}/feedback/KG-653Y-A9JK`)
  await shot('inbox-all', `/${lang}/office/ala-buka/answers?tab=promised`)
  await shot('place', `/${lang}/m/ala-buka`)
  await shot('unsub', `/${lang}/feedback`)
}
await browser.close()
