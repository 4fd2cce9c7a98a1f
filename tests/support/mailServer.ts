import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'

export interface MailServer {
  readonly url: string
  readonly port: number
  /** Whole messages as they arrived, with their envelope recipients. */
  readonly mails: { readonly to: readonly string[]; readonly raw: string }[]
  readonly close: () => Promise<void>
}

/** A real SMTP server, closed when the test ends unless `keep`; `refuse` answers recipients with an SMTP status and text. */
export async function mailServer(
  options: { port?: number; keep?: boolean; refuse?: (address: string) => { status: number; text: string } | undefined } = {},
): Promise<MailServer> {
  const mails: MailServer['mails'] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo: ({ address }, _session, done) => {
      const refusal = options.refuse?.(address)
      done(refusal ? Object.assign(new Error(refusal.text), { responseCode: refusal.status }) : null)
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', chunk => chunks.push(chunk))
      stream.on('end', () => {
        mails.push({ to: session.envelope.rcptTo.map(one => one.address), raw: Buffer.concat(chunks).toString('utf8') })
        done()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>(resolve => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  let closed: Promise<void> | undefined
  const close = () => (closed ??= new Promise(resolve => server.close(() => resolve())))
  if (!options.keep) onTestFinished(close)
  return { url: `smtp://127.0.0.1:${port}`, port, mails, close }
}

/** Header fields (unfolded, encoded words read) and the text of a mail. */
export function readMail(raw: string): { headers: Record<string, string>; text: string } {
  const [head = '', ...rest] = raw.split('\r\n\r\n')
  const headers: Record<string, string> = {}
  for (const line of head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const colon = line.indexOf(':')
    const value = line
      .slice(colon + 1)
      .trim()
      .replace(/\?=\s+=\?/g, '?==?')
      .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_all, how: string, text: string) =>
        how.toLowerCase() === 'b'
          ? Buffer.from(text, 'base64').toString('utf8')
          : Buffer.from(
              text.replaceAll('_', ' ').replace(/=([0-9A-F]{2})/gi, (_h, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
              'latin1',
            ).toString('utf8'),
      )
    headers[line.slice(0, colon).toLowerCase()] = value
  }
  const body = rest.join('\r\n\r\n')
  const encoding = (headers['content-transfer-encoding'] ?? '').toLowerCase()
  const bytes =
    encoding === 'base64'
      ? Buffer.from(body, 'base64')
      : encoding === 'quoted-printable'
        ? Buffer.from(
            body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_h, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
            'latin1',
          )
        : Buffer.from(body)
  return { headers, text: bytes.toString('utf8').replaceAll('\r\n', '\n') }
}
