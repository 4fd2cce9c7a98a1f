import type { Page } from 'playwright-core'
import type { Role } from '#features/identity/rules/viewer.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'

export interface ShownPage {
  readonly name: string
  readonly at: (lang: Lang) => string
  /** What is shown is where the first such link of the page leads, as its address is made anew each time. */
  readonly first?: RegExp
  /** Who has to be signed in. */
  readonly as?: Role
}

const office = (name: string, at: (lang: Lang, place: string) => string): ShownPage => ({
  ...{ name: `office-${name}`, at: lang => at(lang, 'ala-buka') },
  as: 'publisher',
})

const A_REPORT: ShownPage = {
  ...{ name: 'report', at: lang => paths.placeReports(lang, 'ala-buka') },
  first: /\/m\/[^/]+\/reports\/[^/]+$/,
}
const A_HEARING: ShownPage = {
  ...{ name: 'hearing', at: lang => paths.placeHearings(lang, 'ala-buka') },
  first: /\/m\/[^/]+\/hearings\/[\w-]+$/,
}
const A_PRACTICE: ShownPage = { name: 'practice', at: lang => paths.practices(lang), first: /\/practices\/[^/]+$/ }

/** Pages worth looking at, by name: what everybody sees, then what people see who are signed in. */
export const SHOWN_PAGES: readonly ShownPage[] = [
  { name: 'front', at: lang => paths.home(lang) },
  { name: 'municipalities', at: lang => paths.municipalities(lang) },
  { name: 'places-found', at: lang => `${paths.municipalities(lang)}?q=мирза` },
  { name: 'search', at: lang => paths.search(lang, 'суу') },
  { name: 'municipality', at: lang => paths.municipality(lang, 'ala-buka') },
  { name: 'services', at: lang => paths.services(lang, 'ala-buka') },
  { name: 'budget', at: lang => paths.budget(lang, 'ala-buka', 2026) },
  { name: 'budget-real', at: lang => paths.budget(lang, 'aleksandrovka', 2020) },
  { name: 'reports', at: lang => paths.reports(lang) },
  { name: 'reports-place', at: lang => paths.placeReports(lang, 'ala-buka') },
  A_REPORT,
  { name: 'hearings', at: lang => paths.hearings(lang) },
  { name: 'hearings-place', at: lang => paths.placeHearings(lang, 'ala-buka') },
  A_HEARING,
  { name: 'practices', at: lang => paths.practices(lang) },
  A_PRACTICE,
  { name: 'cycles', at: lang => paths.cycles(lang) },
  { name: 'cycle', at: lang => paths.cycle(lang, 'ala-buka-2026') },
  { name: 'cycle-how', at: lang => paths.cycle(lang, 'ala-buka-2026', 'how') },
  { name: 'cycle-rules', at: lang => paths.cycle(lang, 'ala-buka-2026', 'rules') },
  { name: 'proposals', at: lang => paths.proposals(lang, 'ala-buka-2026') },
  { name: 'proposal', at: lang => paths.proposals(lang, 'ala-buka-2026'), first: /\/proposals\/[0-9A-Z]{7}$/ },
  { name: 'proposal-new', at: lang => paths.newProposal(lang, 'kara-kulja-2027') },
  { name: 'vote', at: lang => paths.vote(lang, 'ala-buka-2026') },
  { name: 'projects', at: lang => paths.cycle(lang, 'ala-buka-2025', 'projects') },
  { name: 'project', at: lang => paths.cycle(lang, 'ala-buka-2025', 'projects'), first: /\/projects\/[0-9A-Z]{7}$/ },
  { name: 'results', at: lang => paths.results(lang, 'ala-buka-2025') },
  { name: 'result-rounds', at: lang => paths.results(lang, 'ala-buka-2025', 'rounds') },
  { name: 'feedback', at: lang => paths.giveFeedback(lang, 'ala-buka') },
  { name: 'follow', at: lang => paths.findFeedback(lang) },
  { name: 'about', at: lang => paths.about(lang) },
  { name: 'guide', at: lang => paths.guide(lang, 'read-a-budget') },
  { name: 'sign-in', at: lang => paths.signIn(lang) },
  { name: 'missing', at: lang => `/${lang}/no-such-page` },
  { name: 'desk', at: lang => paths.desk(lang), as: 'dpi' },
  { name: 'totals', at: lang => paths.deskTotals(lang), as: 'dpi' },
  { name: 'desk-practices', at: lang => paths.deskPractices(lang), as: 'dpi' },
  { name: 'totals-agency', at: lang => paths.deskTotals(lang), as: 'agency' },
  office('today', paths.office),
  office('answers', paths.officeAnswers),
  office('budgets', paths.officeBudgets),
  office('reports', paths.officeReports),
  office('hearings', paths.officeHearings),
  office('cycles', paths.officePb),
  office('cycle', (lang, place) => paths.officeCycle(lang, place, 'ala-buka-2026')),
  office('cycle-edit', (lang, place) => paths.officeCycle(lang, place, 'ala-buka-2026', 'edit')),
  ...(['voters', 'voters/roll', 'voters/check?q=1'] as const).map(part =>
    office(part.replace(/\W/g, '-'), (lang, place) => paths.officeCycle(lang, place, 'ala-buka-2026', part)),
  ),
  ...(['proposals', 'key'] as const).map(part =>
    office(part, (lang, place) => paths.officeCycle(lang, place, 'ala-buka-2026', part)),
  ),
  office('projects', (lang, place) => paths.officeCycle(lang, place, 'ala-buka-2025', 'projects')),
  office('paper', (lang, place) => paths.officeCycle(lang, place, 'ala-buka-2026', 'paper')),
  office('count', (lang, place) => paths.officeCycle(lang, place, 'ala-buka-2026', 'count')),
  office('practices', paths.officePractices),
  office('people', paths.officePeople),
  office('settings', paths.officeSettings),
  { name: 'account', at: lang => paths.account(lang), as: 'publisher' },
]

/** Where a page that everybody sees is to be found on a running portal. */
export async function addressOf(site: string, shown: ShownPage, lang: Lang): Promise<string> {
  const page = site + shown.at(lang)
  const { first } = shown
  if (!first) return page
  const links = [...(await (await fetch(page)).text()).matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href)
  const found = links.find(href => first.test(href))
  if (!found) throw new Error(`no link like ${first} on ${page}`)
  return site + found
}

/** Signs a page's browser in, through the form that everybody uses. */
export async function signInBy(page: Page, site: string, account: { email: string; password: string }): Promise<void> {
  await page.goto(site + paths.signIn('ky'))
  await page.fill('input[name=email]', account.email)
  await page.fill('input[name=password]', account.password)
  await page.click('main form button[type=submit]')
  await page.waitForURL(url => !url.pathname.includes('/sign-in'))
}
