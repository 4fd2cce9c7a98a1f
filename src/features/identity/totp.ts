import { Secret, TOTP } from 'otpauth'
import { toString as qrSvg } from 'qrcode'

const PERIOD_S = 30
const totp = (secret: string, label = 'Ashar') =>
  new TOTP({ issuer: 'Ashar', label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: PERIOD_S })

/** 160 bits in base 32, as every authenticator app reads them (RFC 4226). */
export const newTotpSecret = (random: (size: number) => Uint8Array): string => {
  const bytes = random(20)
  return new Secret({ buffer: Uint8Array.from(bytes).buffer }).base32
}

/**
 * The half minute that a code belongs to, or undefined where it is wrong. Clocks of phones differ: the code before and the
 * one after are taken too.
 */
export function stepOfCode(secret: string, code: string, now: Date): number | undefined {
  const timestamp = now.getTime()
  const delta = totp(secret).validate({ token: code.replace(/\s/g, ''), timestamp, window: 1 })
  return delta === null ? undefined : Math.floor(timestamp / 1000 / PERIOD_S) + delta
}

/** What an app scans, drawn without styles of its own, since the content security policy allows none. */
export const totpQr = (secret: string, email: string): Promise<string> =>
  qrSvg(totp(secret, email).toString(), { type: 'svg', margin: 2, errorCorrectionLevel: 'M' })

/** For who cannot scan: the address that opens an app on this very phone. */
export const totpAddress = (secret: string, email: string): string => totp(secret, email).toString()
