import type { App } from '#src/app.ts'

const KEPT_MS = 30 * 24 * 3_600_000

/** Retention where no mail server is set: messages lie in files with addresses and links, for a month and no longer. */
export const forgetMailFiles = (app: App): Promise<void> => app.mail.forgetFiles(new Date(app.now().getTime() - KEPT_MS))
