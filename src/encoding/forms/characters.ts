/** White space of JSON and XML, characters that XML forbids, and invisible characters. */

/** A character that XML 1.0 forbids (section 2.2), and lone surrogates. */
export const NOT_XML = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u

/**
 * C0, DEL and C1 controls; characters that change the direction of text (UAX #9); line and paragraph separators; the byte
 * order mark and other invisible characters; lone surrogates.
 */
const HIDDEN =
  /[\p{Cc}\p{Cs}\u061C\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu

/** Writes hidden characters as JSON escapes, so that an untrusted text cannot add lines to a message or reorder its letters. */
export function visible(text: string): string {
  return text.replace(HIDDEN, asEscape)
}

/** One escape for each UTF-16 code unit, as JSON does. */
export function asEscape(character: string): string {
  return Array.from({ length: character.length }, (_, i) => {
    return `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`
  }).join('')
}

/**
 * Removes the white space of JSON (RFC 8259 section 2) and XML around a text. `String.trim` would also remove a byte order
 * mark, and a regular expression takes quadratic time for much white space inside the text.
 */
export function trimSpace(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isSpace(text.charCodeAt(start))) start++
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--
  return text.slice(start, end)
}

function isSpace(c: number): boolean {
  return c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09
}
