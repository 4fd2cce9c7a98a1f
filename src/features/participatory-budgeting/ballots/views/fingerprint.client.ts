// Computes the fingerprint again in the reader's own browser, so that the portal need not be believed.
const shown = document.querySelector<HTMLElement>('[data-computed]')
const by = document.querySelector<HTMLElement>('[data-by]')
const text = document.querySelector<HTMLTextAreaElement>('textarea[name=text]')?.value

// WebCrypto is there on https and on localhost only.
if (shown && by && text && globalThis.crypto?.subtle) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text.trim()))
  shown.textContent = [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, '0')).join('')
  by.textContent = by.dataset.own ?? ''
}
export {}
