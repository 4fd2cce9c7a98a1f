import type { AstroCookies } from 'astro'
import type { Lang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'
import type { App } from '#src/app.ts'
import { localPath } from '../rules/localPath.ts'
import type { SignedIn } from '../signIn.ts'
import { keepSignedIn } from './keepSignedIn.ts'
import { keptKeys } from './keptForms.ts'

/** Where a whole session leads: to what was written when the last one ended, else to the page that was asked for. */
export const landing = (cookies: AstroCookies, app: App, lang: Lang, next: string | null | undefined, home: string): string =>
  keptKeys(cookies, app.config.siteUrl).length > 0 ? paths.kept(lang) : (localPath(next) ?? home)

/** Keeps a new session in the browser and answers where it leads: its missing step, or where its owner wants to be. */
export function afterSignIn(
  cookies: AstroCookies,
  app: App,
  lang: Lang,
  signedIn: SignedIn,
  next: string | null | undefined,
  home: string,
): string {
  keepSignedIn(cookies, app.config.siteUrl, signedIn)
  if (signedIn.stage !== 'full') return paths.secondFactor(lang, localPath(next))
  return landing(cookies, app, lang, next, home)
}
