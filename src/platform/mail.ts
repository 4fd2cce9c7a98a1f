import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import nodemailer from 'nodemailer'
import { newUuid } from './ids.ts'

export interface Message {
  /** The same on every attempt: it becomes the Message-ID, so that a mail sent twice is shown once. */
  readonly id: string
  /** One plain address. */
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly headers?: Readonly<Record<string, string>>
}
export interface Mail {
  /** Resolves when the next server has taken the message; throws otherwise. */
  readonly send: (message: Message) => Promise<void>
  /** Erases messages that were written to files before; nothing where a server takes them. */
  readonly forgetFiles: (before: Date) => Promise<void>
  readonly close: () => void
}

/** SMTP where a server is set; otherwise each message becomes an `.eml` file under `DATA_DIR/mail/`. */
export function openMail(settings: { smtpUrl: string | undefined; mailFrom: string; dataDir: string; siteUrl: string }): Mail {
  const host = new URL(settings.siteUrl).hostname
  // The address goes in as an address: nothing in it can become a second recipient or a header.
  const whole = ({ id, to, ...message }: Message) => ({
    from: settings.mailFrom,
    to: { name: '', address: to },
    messageId: `<${id}@${host}>`,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...message,
  })
  if (settings.smtpUrl) {
    const transport = nodemailer.createTransport({
      url: settings.smtpUrl,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 20_000,
    })
    return {
      send: async message => void (await transport.sendMail(whole(message))),
      forgetFiles: async () => {},
      close: () => transport.close(),
    }
  }
  const folder = join(settings.dataDir, 'mail')
  const writer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
  return {
    send: async message => {
      const { message: eml } = await writer.sendMail(whole(message))
      await mkdir(folder, { recursive: true })
      await writeFile(join(folder, `${newUuid()}.eml`), eml as Buffer)
    },
    forgetFiles: async before => {
      const names = await readdir(folder).catch(() => [])
      for (const name of names.filter(one => one.endsWith('.eml'))) {
        const file = join(folder, name)
        if ((await stat(file)).mtime < before) await rm(file, { force: true })
      }
    },
    close: () => writer.close(),
  }
}
