import { AsyncLocalStorage } from 'node:async_hooks'
import pino from 'pino'

export type Log = pino.Logger

const timeless = new AsyncLocalStorage<true>()
/** Lines that this work writes say no time: what fails while somebody votes does not say when they voted. */
export const withoutInstant = <T>(work: () => T): T => timeless.run(true, work)

/**
 * An error without what somebody typed: Drizzle puts a query's parameters into its message, PostgreSQL the offending row
 * into `detail`, and addresses carry questions.
 */
export function plainError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: 'not an error' }
  const { code, cause } = error as { code?: unknown; cause?: unknown }
  return {
    type: error.name,
    message: withoutData(error.message.split('\nparams:', 1)[0] ?? ''),
    ...(typeof code === 'string' ? { code } : {}),
    stack: (error.stack ?? '').split('\n').filter(line => /^ {4}at /.test(line)),
    ...(cause instanceof Error ? { cause: plainError(cause) } : {}),
  }
}
/** Text of a library without query parameters, SQL parameters and quoted values. */
export const withoutData = (text: string): string =>
  text
    .replace(/\nparams:[\s\S]*?(?=\n {4}at |$)/, '')
    .replace(/(https?:\/\/[^\s?]+|\/[^\s?]*)\?[^\s]+/g, '$1')
    .replace(/\/(ky|ru|en)\/pb\/[^\s/]+\/vote[^\s]*/g, '/vote')
    .replace(/Key \([^)]*\)=\([^)]*\)/g, 'Key')

/**
 * Structured logs on stdout; commands, whose output others read, write them to stderr. Lines carry codes, ids and
 * durations; never query strings, bodies, names, addresses or tokens. The redaction list is a second net under that rule.
 */
export const openLog = (level: string, to: 'stdout' | 'stderr' = 'stdout'): Log =>
  pino(
    {
      level,
      base: undefined,
      timestamp: () => (timeless.getStore() ? '' : pino.stdTimeFunctions.epochTime()),
      serializers: { err: plainError },
      redact: {
        paths: [
          '*.email',
          '*.phone',
          '*.name',
          '*.text',
          '*.password',
          '*.trackingCode',
          '*.token',
          '*.secret',
          '*.authorization',
          '*.cookie',
        ],
        censor: '[left out]',
      },
    },
    pino.destination({ dest: to === 'stdout' ? 1 : 2, sync: true }),
  )
