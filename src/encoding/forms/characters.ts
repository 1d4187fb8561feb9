/** White space of JSON and XML, and the characters that XML has. */

/** A character that XML 1.0 forbids (section 2.2), and lone surrogates. */
export const NOT_XML = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u

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
