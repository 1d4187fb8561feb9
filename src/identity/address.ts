/** The form of an e-mail address to which a badge is issued. */

import { asEscape } from '../encoding/forms/characters.js'

/** Marks that stand in an address only in quotes or in a comment (RFC 5322, section 3.2.3) are left out. */
const EMAIL = /^[^\s\p{C}@,:;<>()[\]\\"]+@[^\s\p{C}@,:;<>()[\]\\"]+\.[^\s\p{C}@.,:;<>()[\]\\"]+$/u

/** Whether it is an e-mail address alone, such as `ada@example.org`. */
export function isAddress(value: unknown): boolean {
  return typeof value === 'string' && EMAIL.test(value)
}

/**
 * The first character that nobody sees (a control or format character), as an escape. It often comes from a web page, and the hash
 * of an address with it is not the hash of the address that the recipient writes.
 */
export function invisibleIn(text: string): string | undefined {
  const found = /\p{C}/u.exec(text)
  return found === null ? undefined : asEscape(found[0])
}
