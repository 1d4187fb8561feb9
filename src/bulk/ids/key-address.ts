/** The spelling of e-mail addresses in the keys of rows. Two spellings of one address must give one badge. */
import { domainToASCII, domainToUnicode } from 'node:url'
import { foldedAddress } from '../../identity/compare-identity.js'

export type Fold = (text: string) => string

/** Lower case, also outside ASCII, with the domain in Unicode: `ada@xn--mnchen-3ya.de` is `ada@münchen.de`. */
export function keyAddress(text: string): string {
  const folded = foldedAddress(text)
  return /[^\x00-\x7f]|xn--/.test(folded) ? withDomain(folded.toLowerCase(), domainToUnicode) : folded
}

/** The present spelling, and then those that earlier versions or other tables may have written. */
export const ADDRESS_SPELLINGS: readonly Fold[] = [
  keyAddress,
  (text) => text,
  (text) => text.toLowerCase(),
  foldedAddress,
  (text) => withDomain(keyAddress(text), domainToASCII),
]

/** An id that is an address in the spelling of addresses. Of a URL and a did:web only the host has no case. */
export function foldedId(id: string, fold: Fold): string {
  const [head] = /^(?:mailto:|https?:\/\/[^/?#]*|did:web:[^:/?#]*)/i.exec(id) ?? ['']
  const rest = id.slice(head.length)
  return fold(head) + (isMailto(head) ? fold(rest) : rest)
}

function isMailto(id: string): boolean {
  return /^mailto:/i.test(id)
}

/** The address that an id is. */
export function addressOfId(id: unknown): string | undefined {
  return typeof id === 'string' && isMailto(id) ? id.slice('mailto:'.length) : undefined
}

/** A domain has at most 253 characters (RFC 1035 section 2.3.4). Conversion takes quadratic time, so longer texts stay as they are. */
const DOMAIN_MAXIMUM = 300

function withDomain(text: string, write: Fold): string {
  const start = text.lastIndexOf('@') + 1
  const domain = start === 0 || text.length - start > DOMAIN_MAXIMUM ? '' : write(text.slice(start))
  return domain === '' ? text : text.slice(0, start) + domain
}
