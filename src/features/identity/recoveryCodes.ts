import { createHmac } from 'node:crypto'
import type { App } from '#src/app.ts'
import { plainRecoveryCode, RECOVERY_BYTES, RECOVERY_CODES, recoveryCodeOf } from './rules/recoveryCode.ts'

export const newRecoveryCodes = (app: App): readonly string[] =>
  Array.from({ length: RECOVERY_CODES }, () => recoveryCodeOf(app.random(RECOVERY_BYTES)))

/** Keyed, so that a copy of the database alone cannot be searched for codes. */
export const hashRecoveryCode = (app: App, code: string): string =>
  createHmac('sha256', app.serverKey('recovery codes')).update(plainRecoveryCode(code)).digest('hex')
