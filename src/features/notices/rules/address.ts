/**
 * Whether this is one plain mail address and nothing more: no display name, no list, no line break, nothing that a mail
 * header could read as a second recipient.
 */
export const isPlainAddress = (address: string): boolean =>
  address.length <= 320 && /^[^\s@<>()[\]\\,;:"\p{Cc}]+@[^\s@<>()[\]\\,;:"\p{Cc}]+\.[^\s@<>()[\]\\,;:"\p{Cc}.]+$/u.test(address)
