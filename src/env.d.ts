declare namespace App {
  interface Locals {
    app: import('./app.ts').App
    viewer: import('#features/identity/rules/viewer.ts').Viewer
    /** Language of the address, or what the reader asked for where it has none. */
    lang: import('#platform/i18n/languages.ts').Lang
    /** Sender's address, for rate limits only; never logged, never stored. */
    sender: string
  }
}
