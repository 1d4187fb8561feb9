/** Whether an identity is that of a given person (Open Badges 3.0, Verification and Validation). Texts and hashes are compared in constant time. */

import { type Awaitable, sha256Hex } from '#platform'
import { trimSpace } from '../encoding/forms/characters.js'
import type { JsonObject } from '../encoding/json.js'

/** MD5 in hexadecimal. The specification still allows it. It is weak, but here it only shows that an address may be the same. */
export type Md5<Hex extends Awaitable<string>> = (text: string) => Hex

/** Pays for work in advance: one unit for a block of 64 characters that is hashed with SHA-256 or compared, two with MD5. */
export type Spend = (units: number) => void

/** The MD5 of laurel takes twice as long as its portable SHA-256. */
const MD5_WEIGHT = 2

const SHA256 = 'sha256$'
const IDENTITY_HASH = /^(sha256|md5)\$([0-9a-f]{1,128})$/i

/**
 * Whether an IdentityObject has this text, plain or hashed; `undefined` if its form cannot be compared. The caller must compare
 * `identityType`. The result is a promise only if that of `md5` is one.
 */
export function matchesIdentity(
  identity: JsonObject,
  known: string,
  md5: Md5<string>,
  spend?: Spend,
): boolean | undefined
export function matchesIdentity(
  identity: JsonObject,
  known: string,
  md5: Md5<Awaitable<string>>,
  spend?: Spend,
): Awaitable<boolean | undefined>
export function matchesIdentity(
  { identityHash: held, identityType, hashed, salt }: JsonObject,
  known: string,
  md5: Md5<Awaitable<string>>,
  spend?: Spend,
): Awaitable<boolean | undefined> {
  if (typeof held !== 'string') return undefined
  if (hashed !== true) {
    spend?.(blocksOf(held) + (known.length >> 6))
    // The case of an e-mail address does not matter.
    const fold = (text: string): string => (identityType === 'emailAddress' ? lowered(text) : text)
    return sameText(fold(held), fold(known))
  }
  const text = typeof salt === 'string' ? known + salt : known
  // First the text as it is given, which nearly always matches.
  const isUsual = held.length === SHA256.length + 64 && held.startsWith(SHA256)
  const blocks = blocksOf(text)
  if (isUsual) spend?.(blocks)
  if (isUsual && differenceOf(held, SHA256.length, sha256Hex(text)) === 0) return true
  const [, algorithm, digest] = IDENTITY_HASH.exec(held) ?? []
  if (algorithm === undefined || digest === undefined) return undefined
  if (isUsual && !/[A-F]/.test(digest)) return false
  const isIt = (computed: string): boolean => sameText(computed, digest.toLowerCase())
  const isMd5 = algorithm.toLowerCase() === 'md5'
  spend?.(isMd5 ? MD5_WEIGHT * blocks : blocks)
  const computed = isMd5 ? md5(text) : sha256Hex(text)
  return typeof computed === 'string' ? isIt(computed) : computed.then(isIt)
}

function blocksOf(text: string): number {
  return 1 + (text.length >> 6)
}

/** The spellings of an address to try. Issuers hash addresses as people typed them, and the case does not matter. */
export function spellingsOf(email: string): readonly string[] {
  const trimmed = trimmedAddress(email)
  const domain = trimmed.lastIndexOf('@') + 1
  return [...new Set([trimmed, lowered(trimmed), trimmed.slice(0, domain) + lowered(trimmed.slice(domain))])]
}

/** Removes white space at both ends, which people often paste with an address. */
export function trimmedAddress(email: string): string {
  return trimSpace(email)
}

/** The spelling of an address that laurel hashes. */
export function foldedAddress(email: string): string {
  return lowered(trimmedAddress(email))
}

/** Lower case for ASCII only. Unicode would make different addresses equal, because the Kelvin sign becomes a k. */
function lowered(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

/** Compares two texts. For texts of one length the time does not depend on where they differ. */
export function sameText(one: string, two: string): boolean {
  return one.length === two.length && differenceOf(one, 0, two) === 0
}

/** Zero if the texts are equal from this place on. */
function differenceOf(one: string, from: number, two: string): number {
  let difference = 0
  for (let i = 0; i < two.length; i++) difference |= one.charCodeAt(from + i) ^ two.charCodeAt(i)
  return difference
}
