import pino from 'pino'

export type Log = pino.Logger

/**
 * Structured logs on stdout. Lines carry codes, ids and durations; never query strings, bodies, names, addresses or
 * tokens. The redaction list is a second net under that rule.
 */
export const openLog = (level: string): Log =>
  pino({
    level,
    base: undefined,
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
  })
