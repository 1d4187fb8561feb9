/** Foreign text on its way into HTML, SVG and addresses. */

/** Characters that XML forbids, lone surrogates among them. */
const FORBIDDEN = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu
const MARKUP = /[&<>"']/g
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Without characters that no page may hold. */
export function readableText(text: string): string {
  return text.replace(FORBIDDEN, '\uFFFD')
}

/** Safe as text and as a quoted attribute, in HTML and in XML. */
export function escapeMarkup(text: string): string {
  return readableText(text).replace(MARKUP, (character) => ESCAPES[character]!)
}

/** JSON that can stand in a `<script type="application/ld+json">` block: nothing in it can end the block. */
export function escapeJsonForHtml(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Percent-encodes any text as one value of a query. */
export function encodeQuery(values: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(values)
    .filter((pair): pair is [string, string] => pair[1] !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(value.replace(FORBIDDEN, '\uFFFD'))}`)
    .join('&')
}

/** The address as given when it is http or https; otherwise `undefined`, and nothing is linked. */
export function webAddress(text: string | undefined): string | undefined {
  if (text === undefined || text.length > 2048 || !/^https?:\/\//i.test(text)) return undefined
  try {
    const { href, username, password } = new URL(text)
    return username === '' && password === '' ? href : undefined
  } catch {
    return undefined
  }
}

/** An absolute https address from the caller; anything else is the programmer's mistake. */
export function requireWebAddress(name: string, text: unknown): string {
  const address = typeof text === 'string' ? webAddress(text) : undefined
  if (address === undefined) throw new TypeError(`${name} must be an absolute http or https address`)
  return address
}
