/** The form of an e-mail address to which a badge is issued. */

import { asEscape } from '../encoding/forms/characters.js'

/** Excludes the characters that RFC 5322 section 3.2.3 allows only in quotes or in a comment. */
const EMAIL = /^[^\s\p{C}@,:;<>()[\]\\"]+@[^\s\p{C}@,:;<>()[\]\\"]+\.[^\s\p{C}@.,:;<>()[\]\\"]+$/u

/** Whether it is an e-mail address alone, such as `ada@example.org`. */
export function isAddress(value: unknown): boolean {
  return typeof value === 'string' && EMAIL.test(value)
}

/**
 * The first invisible character (a control or format character), as an escape. It often comes from a web page, and the hash of
 * an address with it is not the hash of the address that the recipient writes.
 */
export function invisibleIn(text: string): string | undefined {
  const found = /\p{C}/u.exec(text)
  return found === null ? undefined : asEscape(found[0])
}
