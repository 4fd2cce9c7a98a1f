import type { Lang } from './i18n/languages.ts'

/** Every address of the portal in one place; those of `interface.md` are a contract. */
export const paths = {
  home: (lang: Lang) => `/${lang}/`,
  municipalities: (lang: Lang) => `/${lang}/municipalities`,
  /** The list with one oblast open, at that oblast or at a raion in it. */
  oblast: (lang: Lang, oblast: string, raion?: string) => `/${lang}/municipalities?oblast=${oblast}#${raion ?? oblast}`,
  municipality: (lang: Lang, place: string) => `/${lang}/m/${place}`,
  budget: (lang: Lang, place: string, year: number) => `/${lang}/m/${place}/budget/${year}`,
  services: (lang: Lang, place: string) => `/${lang}/m/${place}/services`,
  /** The form; `about` starts it with its subject chosen. */
  giveFeedback: (lang: Lang, place: string, about?: { type: string; id?: string }) =>
    `/${lang}/m/${place}/feedback${about ? `?about=${about.type}${about.id ? `&id=${encodeURIComponent(about.id)}` : ''}` : ''}`,
  feedback: (lang: Lang, reference: string) => `/${lang}/feedback/${reference}`,
  /** The whole thread, for who holds the tracking code. */
  trackedFeedback: (lang: Lang, reference: string, trackingCode: string) =>
    `/${lang}/feedback/${reference}?trackingCode=${encodeURIComponent(trackingCode)}`,
  findFeedback: (lang: Lang) => `/${lang}/feedback`,
  about: (lang: Lang) => `/${lang}/about`,
  privacy: (lang: Lang) => `/${lang}/privacy`,
  accessibility: (lang: Lang) => `/${lang}/accessibility`,
  api: (lang: Lang) => `/${lang}/api`,
  guide: (lang: Lang, slug: string) => `/${lang}/guides/${slug}`,
  /** Remembers a language and goes to a page in it; `path` is what follows the language. */
  chooseLanguage: (lang: Lang, path: string) => `/${lang}/language?to=${encodeURIComponent(path)}`,
  /** `next` is the address of ours to go back to. */
  signIn: (lang: Lang, next?: string) => `/${lang}/sign-in${next ? `?next=${encodeURIComponent(next)}` : ''}`,
  /** The step that a password leads to where an account has, or needs, a second factor. */
  secondFactor: (lang: Lang, next?: string) => `/${lang}/sign-in/second-factor${next ? `?next=${encodeURIComponent(next)}` : ''}`,
  /** Posted to begin a sign-in with eID; `eidReturn` of the provider is `/eid/callback`. */
  signInEid: (lang: Lang) => `/${lang}/sign-in/eid`,
  /** What was written while the session ended. */
  kept: (lang: Lang) => `/${lang}/kept`,
  signOut: (lang: Lang) => `/${lang}/sign-out`,
  oneTimeLink: (lang: Lang, token: string) => `/${lang}/link/${token}`,
  /** `query` carries the filters, with its question mark. */
  desk: (lang: Lang, query = '') => `/${lang}/desk${query}`,
  deskItem: (lang: Lang, reference: string, query = '') => `/${lang}/desk/feedback/${reference}${query}`,
  deskTotals: (lang: Lang, query = '') => `/${lang}/desk/totals${query}`,
  deskDeliveries: (lang: Lang, query = '') => `/${lang}/desk/deliveries${query}`,
  deskPractices: (lang: Lang, query = '') => `/${lang}/desk/practices${query}`,
  deskPractice: (lang: Lang, id: string) => `/${lang}/desk/practices/${id}`,
  deskPeople: (lang: Lang) => `/${lang}/desk/people`,
  search: (lang: Lang, query?: string) => `/${lang}/search${query ? `?q=${encodeURIComponent(query)}` : ''}`,
  reports: (lang: Lang) => `/${lang}/reports`,
  /** Leads to the report with this id, wherever it stands. */
  reportById: (lang: Lang, id: string) => `/${lang}/reports/${id}`,
  placeReports: (lang: Lang, place: string) => `/${lang}/m/${place}/reports`,
  reportVersions: (lang: Lang, place: string, slug: string) => `/${lang}/m/${place}/reports/${slug}/versions`,
  report: (lang: Lang, place: string, slug: string) => `/${lang}/m/${place}/reports/${slug}`,
  hearings: (lang: Lang) => `/${lang}/hearings`,
  placeHearings: (lang: Lang, place: string) => `/${lang}/m/${place}/hearings`,
  hearing: (lang: Lang, place: string, id: string) => `/${lang}/m/${place}/hearings/${id}`,
  /** `query` carries the filters, with its question mark. */
  practices: (lang: Lang, query = '') => `/${lang}/practices${query}`,
  practice: (lang: Lang, slug: string) => `/${lang}/practices/${slug}`,
  /** To the office that may say that it does the same. */
  adoptPractice: (lang: Lang, slug: string) => `/${lang}/practices/${slug}/adopt`,
  /** A file that somebody attached; the name is for the reader and is not looked at. */
  file: (id: string, name: string) => `/files/${id}/${encodeURIComponent(name)}`,
  /** Own account: password, second factor, sessions. */
  account: (lang: Lang, part = '') => `/${lang}/account${part && `/${part}`}`,
  resetPassword: (lang: Lang) => `/${lang}/sign-in/lost`,
  /** Without a place: the only one of who is signed in, or a choice. */
  office: (lang: Lang, place?: string) => `/${lang}/office${place ? `/${place}` : ''}`,
  officeAnswers: (lang: Lang, place: string, query = '') => `/${lang}/office/${place}/answers${query}`,
  officeAnswer: (lang: Lang, place: string, reference: string) => `/${lang}/office/${place}/answers/${reference}`,
  officeBudgets: (lang: Lang, place: string) => `/${lang}/office/${place}/budgets`,
  officeBudget: (lang: Lang, place: string, id: string, step = '') =>
    `/${lang}/office/${place}/budgets/${id}${step && `/${step}`}`,
  officeReports: (lang: Lang, place: string) => `/${lang}/office/${place}/reports`,
  officeReport: (lang: Lang, place: string, id: string) => `/${lang}/office/${place}/reports/${id}`,
  officeHearings: (lang: Lang, place: string) => `/${lang}/office/${place}/hearings`,
  officeHearing: (lang: Lang, place: string, id: string, part = '') =>
    `/${lang}/office/${place}/hearings/${id}${part && `/${part}`}`,
  officePractices: (lang: Lang, place: string, query = '') => `/${lang}/office/${place}/practices${query}`,
  officePractice: (lang: Lang, place: string, id: string) => `/${lang}/office/${place}/practices/${id}`,
  officePeople: (lang: Lang, place: string) => `/${lang}/office/${place}/people`,
  /** A word and its answer for who got the mail; the token came with it. */
  authorLink: (lang: Lang, token: string) => `/${lang}/answer/${token}`,
  /** Ends the mail about a word; the token came with it. */
  unsubscribe: (lang: Lang, token: string) => `/${lang}/unsubscribe/${token}`,
  officePb: (lang: Lang, place: string) => `/${lang}/office/${place}/pb`,
  /** A cycle's part in the office: '' is its overview. */
  officeCycle: (lang: Lang, place: string, cycle: string, part = '') =>
    `/${lang}/office/${place}/pb/${cycle}${part && `/${part}`}`,
  /** All cycles of the country. */
  cycles: (lang: Lang) => `/${lang}/pb`,
  /** `part` is one of `how`, `rules`, `projects/{id}`, or empty. */
  cycle: (lang: Lang, cycle: string, part = '') => `/${lang}/pb/${cycle}${part && `/${part}`}`,
  proposals: (lang: Lang, cycle: string, query = '') => `/${lang}/pb/${cycle}/proposals${query}`,
  newProposal: (lang: Lang, cycle: string) => `/${lang}/pb/${cycle}/proposals/new`,
  proposal: (lang: Lang, cycle: string, id: string, part = '') => `/${lang}/pb/${cycle}/proposals/${id}${part && `/${part}`}`,
  /** `part` is a step: '' enters, then `ballot`, `check`, `receipt`, `verify`, `change`. */
  vote: (lang: Lang, cycle: string, part = '') => `/${lang}/pb/${cycle}/vote${part && `/${part}`}`,
  results: (lang: Lang, cycle: string, part = '') => `/${lang}/pb/${cycle}/results${part && `/${part}`}`,
  officeSettings: (lang: Lang, place: string) => `/${lang}/office/${place}/settings`,
} as const
