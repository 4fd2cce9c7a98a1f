import { seal, unseal } from '#platform/sealed.ts'
import type { App } from '#src/app.ts'
import { type Pending, pendingShape, TICKET_MS, type Ticket, ticketShape } from './rules/ticket.ts'

export type { Ticket }

const KEY = 'ballot ticket'
const PENDING = 'ballot ticket without its area'
const secure = (siteUrl: string): boolean => siteUrl.startsWith('https:')

/** Name of the cookie that holds a voter's ticket. */
export const ticketCookieName = (siteUrl: string): string => (secure(siteUrl) ? '__Host-ashar_ballot' : 'ashar_ballot')

/** How it is set. Lax: it is set, too, when a provider of eIDs sends the browser back. */
export const ticketCookieOptions = (siteUrl: string) =>
  ({ httpOnly: true, sameSite: 'lax', secure: secure(siteUrl), path: '/', maxAge: TICKET_MS / 1000 }) as const

const sealFor = (app: App, purpose: string, what: object): string =>
  seal(app.serverKey(purpose), JSON.stringify({ ...what, until: app.now().getTime() + TICKET_MS }), app.random)

function readFor<T extends { readonly until: number }>(
  app: App,
  purpose: string,
  shape: { readonly parse: (value: unknown) => T },
  cookie: string | undefined,
): T | undefined {
  if (!cookie || cookie.length > 2_000) return undefined
  try {
    const found = shape.parse(JSON.parse(unseal(app.serverKey(purpose), cookie)))
    return found.until > app.now().getTime() ? found : undefined
  } catch {
    return undefined
  }
}

/** Seals a ticket for half an hour; what it says is readable for this portal only. */
export const sealTicket = (app: App, ticket: Omit<Ticket, 'until'>): string => sealFor(app, KEY, ticket)

/** The ticket that a cookie holds; undefined where it is missing, over, or not sealed by this portal. */
export const readTicket = (app: App, cookie: string | undefined): Ticket | undefined => readFor(app, KEY, ticketShape, cookie)

/** The same for who has yet to say in which area they live; it opens no ballot. */
export const sealPending = (app: App, pending: Omit<Pending, 'until'>): string => sealFor(app, PENDING, pending)
export const readPending = (app: App, cookie: string | undefined): Pending | undefined =>
  readFor(app, PENDING, pendingShape, cookie)
