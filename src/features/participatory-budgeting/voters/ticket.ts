import { seal, unseal } from '#platform/sealed.ts'
import type { App } from '#src/app.ts'
import { TICKET_MS, type Ticket, ticketShape } from './rules/ticket.ts'

export type { Ticket }

const KEY = 'ballot ticket'
const secure = (siteUrl: string): boolean => siteUrl.startsWith('https:')

/** Name of the cookie that holds a voter's ticket. */
export const ticketCookieName = (siteUrl: string): string => (secure(siteUrl) ? '__Host-ashar_ballot' : 'ashar_ballot')

/** How it is set. Lax: it is set, too, when a provider of eIDs sends the browser back. */
export const ticketCookieOptions = (siteUrl: string) =>
  ({ httpOnly: true, sameSite: 'lax', secure: secure(siteUrl), path: '/', maxAge: TICKET_MS / 1000 }) as const

/** Seals a ticket for half an hour; what it says is readable for this portal only. */
export const sealTicket = (app: App, ticket: Omit<Ticket, 'until'>): string =>
  seal(app.serverKey(KEY), JSON.stringify({ ...ticket, until: app.now().getTime() + TICKET_MS }), app.random)

/** The ticket that a cookie holds; undefined where it is missing, over, or not sealed by this portal. */
export function readTicket(app: App, cookie: string | undefined): Ticket | undefined {
  if (!cookie || cookie.length > 2_000) return undefined
  try {
    const ticket = ticketShape.parse(JSON.parse(unseal(app.serverKey(KEY), cookie)))
    return ticket.until > app.now().getTime() ? ticket : undefined
  } catch {
    return undefined
  }
}
