/** Escapes untrusted text for HTML, SVG and URLs. */
import { NOT_XML } from '../../encoding/forms/characters.js'
import { parseUrl } from '../../encoding/forms/parse-url.js'

const EVERY_FORBIDDEN = new RegExp(NOT_XML, 'gu')
/** The ampersand comes first, because the others write one. */
const ESCAPES: readonly (readonly [RegExp, string])[] = [
  [/&/g, '&amp;'],
  [/</g, '&lt;'],
  [/>/g, '&gt;'],
  [/"/g, '&quot;'],
  [/'/g, '&#39;'],
]

/** Replaces characters that XML forbids. */
export function readableText(text: string): string {
  return text.replace(EVERY_FORBIDDEN, '\uFFFD')
}

/** Escapes text for use as text or quoted attribute in HTML and XML. */
export function escapeMarkup(text: string): string {
  return ESCAPES.reduce((out, [character, written]) => out.replace(character, written), readableText(text))
}

/** JSON for a `<script type="application/ld+json">` block, escaped so that it cannot end the block. */
export function escapeJsonForHtml(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Writes a URL query; percent-encodes each value. */
export function encodeQuery(values: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(values)
    .filter((pair): pair is [string, string] => pair[1] !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(value.replace(EVERY_FORBIDDEN, '\uFFFD'))}`)
    .join('&')
}

/** The URL, if it is http or https without a user name; otherwise `undefined`, so that nothing is linked. */
export function webAddress(text: string | undefined): string | undefined {
  if (text === undefined || text.length > 2048 || !/^https?:\/\//i.test(text)) return undefined
  const url = parseUrl(text)
  return url?.username === '' && url.password === '' ? url.href : undefined
}

/** Checks a URL from the caller. @throws TypeError if it is not an absolute http or https URL */
export function requireWebAddress(name: string, text: unknown): string {
  const address = typeof text === 'string' ? webAddress(text) : undefined
  if (address === undefined) throw new TypeError(`${name} must be an absolute http or https URL`)
  return address
}
