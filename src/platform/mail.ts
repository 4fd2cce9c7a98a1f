import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import nodemailer from 'nodemailer'
import { newUuid } from './ids.ts'

export interface Message {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly headers?: Readonly<Record<string, string>>
}
export interface Mail {
  /** Resolves when the next server has taken the message; throws otherwise. */
  readonly send: (message: Message) => Promise<void>
  readonly close: () => void
}

/** SMTP where a server is set; otherwise each message becomes an `.eml` file under `DATA_DIR/mail/`. */
export function openMail(settings: { smtpUrl: string | undefined; mailFrom: string; dataDir: string }): Mail {
  const from = settings.mailFrom
  if (settings.smtpUrl) {
    const transport = nodemailer.createTransport({
      url: settings.smtpUrl,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 20_000,
    })
    return { send: async message => void (await transport.sendMail({ from, ...message })), close: () => transport.close() }
  }
  const folder = join(settings.dataDir, 'mail')
  const writer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
  return {
    send: async message => {
      const { message: eml } = await writer.sendMail({ from, ...message })
      await mkdir(folder, { recursive: true })
      await writeFile(join(folder, `${newUuid()}.eml`), eml as Buffer)
    },
    close: () => writer.close(),
  }
}
