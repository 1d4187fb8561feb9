/** The form of an e-mail address to which a badge is issued. */

/** Marks that stand in an address only in quotes or in a comment (RFC 5322, section 3.2.3) are left out. */
const EMAIL = /^[^\s@,:;<>()[\]\\"]+@[^\s@,:;<>()[\]\\"]+\.[^\s@.,:;<>()[\]\\"]+$/u

/** Whether it is an e-mail address alone, such as `ada@example.org`. */
export function isAddress(value: unknown): boolean {
  return typeof value === 'string' && EMAIL.test(value)
}
