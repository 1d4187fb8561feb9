/** Whether an identity names a known person (Open Badges 3.0, Verification and Validation). Pure; text and hashes are compared in constant time. */

import { type Awaitable, sha256Hex } from '#platform'
import { trimSpace } from '../encoding/forms/characters.js'
import type { JsonObject } from '../encoding/json.js'

/** Hexadecimal MD5. The specification still allows it: weak, but here it only says "might be this address". */
export type Md5<Hex extends Awaitable<string>> = (text: string) => Hex

const SHA256 = 'sha256$'
const IDENTITY_HASH = /^(sha256|md5)\$([0-9a-f]{1,128})$/i

/**
 * Whether the IdentityObject is of this text, plain or hashed; `undefined` when it is written in a way that cannot be
 * compared. Its `identityType` is for the caller to look at. Waits only where `md5` does.
 */
export function matchesIdentity(identity: JsonObject, known: string, md5: Md5<string>): boolean | undefined
export function matchesIdentity(
  identity: JsonObject,
  known: string,
  md5: Md5<Awaitable<string>>,
): Awaitable<boolean | undefined>
export function matchesIdentity(
  { identityHash: held, identityType, hashed, salt }: JsonObject,
  known: string,
  md5: Md5<Awaitable<string>>,
): Awaitable<boolean | undefined> {
  if (typeof held !== 'string') return undefined
  if (hashed !== true) {
    // Capitals in an address mean nothing.
    const fold = (text: string): string => (identityType === 'emailAddress' ? lowered(text) : text)
    return sameText(fold(held), fold(known))
  }
  const text = typeof salt === 'string' ? known + salt : known
  // As issuers write it, and mostly a match: what is well-formed is then plain.
  const isUsual = held.length === SHA256.length + 64 && held.startsWith(SHA256)
  if (isUsual && differenceOf(held, SHA256.length, sha256Hex(text)) === 0) return true
  const [, algorithm, digest] = IDENTITY_HASH.exec(held) ?? []
  if (algorithm === undefined || digest === undefined) return undefined
  if (isUsual && !/[A-F]/.test(digest)) return false
  const isIt = (computed: string): boolean => sameText(computed, digest.toLowerCase())
  const computed = algorithm.toLowerCase() === 'md5' ? md5(text) : sha256Hex(text)
  return typeof computed === 'string' ? isIt(computed) : computed.then(isIt)
}

/** Issuers hash an address as it was typed to them; the domain's case, and mostly the name's, means nothing. */
export function spellingsOf(email: string): readonly string[] {
  const trimmed = trimmedAddress(email)
  const domain = trimmed.lastIndexOf('@') + 1
  return [...new Set([trimmed, lowered(trimmed), trimmed.slice(0, domain) + lowered(trimmed.slice(domain))])]
}

/** Without the white space around it, which people paste along. */
export function trimmedAddress(email: string): string {
  return trimSpace(email)
}

/** The one spelling of an address that is hashed. */
export function foldedAddress(email: string): string {
  return lowered(trimmedAddress(email))
}

/** ASCII alone: Unicode folds letters of other people's addresses into these, the Kelvin sign into a k. */
function lowered(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

/** Takes the same time wherever two texts of one length differ. */
export function sameText(one: string, two: string): boolean {
  return one.length === two.length && differenceOf(one, 0, two) === 0
}

/** Zero where the one, from there on, is the other. */
function differenceOf(one: string, from: number, two: string): number {
  let difference = 0
  for (let i = 0; i < two.length; i++) difference |= one.charCodeAt(from + i) ^ two.charCodeAt(i)
  return difference
}
