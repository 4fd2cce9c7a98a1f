import type { AstroCookies } from 'astro'
import { readTicket, ticketCookieName, ticketCookieOptions } from '../../voters/ticket.ts'
import { readChanger } from '../enterSecret.ts'
import type { Voter } from '../rules/voter.ts'

type Asked = Parameters<typeof readTicket>[0]
const HALF_AN_HOUR_S = 1_800

const named = (siteUrl: string, name: string): string => `${siteUrl.startsWith('https:') ? '__Host-' : ''}${name}`
const changeCookie = (siteUrl: string): string => named(siteUrl, 'ashar_ballot_change')
const codeCookie = (siteUrl: string): string => named(siteUrl, 'ashar_ballot_code')
const options = (siteUrl: string) => ({ ...ticketCookieOptions(siteUrl), maxAge: HALF_AN_HOUR_S })

/** Who votes in this browser, for this cycle; whoever changes a vote goes before a ticket that was left. */
export function readVoter(app: Asked, cookies: AstroCookies, cycleId: string): Voter | undefined {
  const { siteUrl } = app.config
  const changer = readChanger(app, cookies.get(changeCookie(siteUrl))?.value)
  if (changer?.cycleId === cycleId) return changer
  const ticket = readTicket(app, cookies.get(ticketCookieName(siteUrl))?.value)
  return ticket?.cycleId === cycleId ? { by: 'ticket', ...ticket } : undefined
}

/** From now on this browser holds this ticket and nothing of who voted here before. */
export function keepTicket(cookies: AstroCookies, siteUrl: string, ticket: string): void {
  forgetVoter(cookies, siteUrl)
  cookies.set(ticketCookieName(siteUrl), ticket, ticketCookieOptions(siteUrl))
}
export function keepChanger(cookies: AstroCookies, siteUrl: string, kept: string): void {
  forgetVoter(cookies, siteUrl)
  cookies.set(changeCookie(siteUrl), kept, options(siteUrl))
}

/** A code that came in an address, until it is entered: addresses stay in the memory of a phone. */
export const keepCode = (cookies: AstroCookies, siteUrl: string, code: string): void =>
  cookies.set(codeCookie(siteUrl), code.slice(0, 100), options(siteUrl))
export const keptCode = (cookies: AstroCookies, siteUrl: string): string => cookies.get(codeCookie(siteUrl))?.value ?? ''

/** A phone goes on to the next person: nothing of the last one stays. */
export function forgetVoter(cookies: AstroCookies, siteUrl: string): void {
  const { maxAge: _, ...rest } = options(siteUrl)
  for (const name of [ticketCookieName(siteUrl), changeCookie(siteUrl), codeCookie(siteUrl)])
    if (cookies.has(name)) cookies.delete(name, rest)
}
