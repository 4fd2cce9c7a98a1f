/** What the other side answered, fit to be kept and shown: readable text on one line or more, without control characters. */
export function receiptText(bytes: Uint8Array): string {
  return new TextDecoder()
    .decode(bytes)
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{C}\n\t]/gu, '')
    .replaceAll('\uFFFD', '')
    .trim()
}
