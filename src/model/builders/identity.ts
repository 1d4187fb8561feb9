/** Builder of a recipient's identity: a salted hash by default. */

import { randomBytes, sha256Hex } from '#platform'
import { type Json, type JsonObject, pointerToken } from '../../encoding/json.js'
import { nearest } from '../../encoding/nearest.js'
import { invisibleIn } from '../../identity/address.js'
import { foldedAddress, trimmedAddress } from '../../identity/compare-identity.js'
import type { IdentifierType, IdentityObject } from '../../schema/generated/types.generated.js'
import { describe } from '../../schema/issues/issue-list.js'
import { Draft, plainMembers } from '../assembly/draft.js'
import { check, finish } from '../assembly/finish.js'

/** How an identity is written. */
export interface IdentityOptions {
  /** Default true. With false, everyone who sees the badge can read the identity. */
  readonly hashed?: boolean
  /** At least 16 characters. Default: 128 new random bits as hexadecimal text. */
  readonly salt?: string
}

export type IdentityInput = IdentityOptions &
  (
    | { readonly email: string; readonly identityType?: never; readonly value?: never }
    | {
        readonly identityType: IdentifierType
        /** The identity in plain text. */
        readonly value: string
        readonly email?: never
      }
  )

const MEMBERS: ReadonlySet<string> = new Set(['email', 'identityType', 'value', 'hashed', 'salt'])
const LEAST_SALT = 16

/**
 * Makes an IdentityObject that says who a recipient is (Open Badges 3.0 §B.1). A hash hides an e-mail address from readers,
 * but not from someone who tries likely addresses: prefer a DID. An e-mail address is hashed without surrounding spaces and in
 * small letters (ASCII), so that its spelling does not matter.
 *
 * @param input - `email`, or `identityType` and `value`; `hashed`: default true; `salt`: default 128 random bits.
 * @returns The IdentityObject, frozen.
 * @throws OpenBadgeError `model_invalid` with every issue.
 * @example
 * const hashed = identity({ email: 'ada@example.org' })
 * const open = identity({ identityType: 'sisSourcedId', value: '20-1234', hashed: false })
 */
export function identity(input: IdentityInput): IdentityObject {
  const draft = new Draft()
  const object = identityObject(input, '', draft)
  const pair = object === undefined ? undefined : { core: object, full: object }
  return finish('IdentityObject', pair, draft, check('IdentityObject', pair)) as unknown as IdentityObject
}

/** The object, or `undefined` after an issue in the draft. */
export function identityObject(input: unknown, pointer: string, draft: Draft): JsonObject | undefined {
  if (typeof input !== 'object' || input === null) {
    wrong(draft, pointer, 'identity', 'an object such as { email: … }')
    return undefined
  }
  const members = plainMembers(input, pointer, draft)
  if (members === undefined) return undefined
  const known = refuseUnknown(members, pointer, draft)
  const name = nameOf(members, pointer, draft)
  const writing = writingOf(members, pointer, draft)
  if (!known || name === undefined || writing === undefined) return undefined
  const { identityType } = name
  const isAddress = identityType === 'emailAddress'
  const value = isAddress ? trimmedAddress(name.value) : name.value
  if (!writing.hashed) return { type: 'IdentityObject', hashed: false, identityHash: value, identityType }
  const salt = writing.salt ?? freshSalt()
  return {
    type: 'IdentityObject',
    hashed: true,
    // Readers compare hashes, so capitals would make another address.
    identityHash: hashIdentity(isAddress ? foldedAddress(value) : value, salt),
    identityType,
    salt,
  }
}

/** Refuses unknown members. True if there are none. */
function refuseUnknown(members: ReadonlyMap<string, unknown>, pointer: string, draft: Draft): boolean {
  const unknown = [...members.keys()].filter((name) => !MEMBERS.has(name))
  for (const name of unknown) {
    draft.add('unknown_member', pointer + pointerToken(name), 'an identity does not have this member', {
      expected: [...MEMBERS].join(', '),
      found: name.slice(0, 40),
      hint: `write ${meantBy(name) ?? '{ email } or { identityType, value }'}`,
    })
  }
  return unknown.length === 0
}

/** Names of these members in other libraries. */
const SYNONYMS: Readonly<Record<string, string>> = {
  type: 'identityType',
  identifierType: 'identityType',
  identity: 'value',
  id: 'value',
  identifier: 'value',
  identityHash: 'value',
  mail: 'email',
}

function meantBy(name: string): string | undefined {
  return Object.hasOwn(SYNONYMS, name) ? SYNONYMS[name] : nearest(name, [...MEMBERS])
}

interface Name {
  readonly identityType: string
  readonly value: string
}

function nameOf(members: ReadonlyMap<string, unknown>, pointer: string, draft: Draft): Name | undefined {
  const email = members.get('email')
  if (email !== undefined) return emailName(email, `${pointer}/email`, draft)
  const value = members.get('value')
  const identityType = members.get('identityType')
  const isText = typeof value === 'string' && value !== ''
  if (!isText) {
    draft.add('wrong_type', `${pointer}/value`, '"value" must be a string that is not empty', {
      expected: 'a string that is not empty',
      found: value === '' ? 'an empty string' : describe(value as Json),
      hint: typeof value === 'number' ? `write it in quotes: '${value}'` : 'write a string that is not empty',
    })
  }
  const isEmail = identityType === 'emailAddress' && isText
  if (isEmail && hasInvisible(trimmedAddress(value), `${pointer}/value`, draft)) return undefined
  if (typeof identityType === 'string') return isText ? { identityType, value } : undefined
  // There is already an issue for `type`.
  if (members.has('type') || members.has('identifierType')) return undefined
  draft.add('missing', `${pointer}/identityType`, '"identityType" is missing', {
    expected: 'a value of IdentifierType',
    found: describe(identityType as Json),
    hint: "write identityType: 'sisSourcedId', 'emailAddress', or your own, such as 'ext:studentId'",
  })
  return undefined
}

/** Removes spaces around an address, which often come from copying. */
function emailName(email: unknown, pointer: string, draft: Draft): Name | undefined {
  if (typeof email !== 'string') {
    draft.add('wrong_type', pointer, 'the e-mail address is not a string', {
      expected: 'name@host',
      found: describe(email as Json),
      hint: Array.isArray(email)
        ? 'write one address here, and the others into identifier: [{ email }, …]'
        : "write the address in quotes: 'ada@example.org'",
    })
    return undefined
  }
  const value = trimmedAddress(email)
  if (hasInvisible(value, pointer, draft)) return undefined
  if (/^[^\s@]+@[^\s@]+$/.test(value)) return { identityType: 'emailAddress', value }
  draft.add('invalid_email', pointer, 'the text is not an e-mail address', {
    expected: 'name@host, such as ada@example.org',
    found: !value.includes('@') ? 'a text without @' : 'a text with more than one @, or with spaces in it',
    hint: "write the whole address, such as 'ada@example.org', or another identity into identifier: { identityType, value }",
  })
  return undefined
}

/** Adds an issue for a character with which the hash would be that of another address. */
function hasInvisible(address: string, pointer: string, draft: Draft): boolean {
  const invisible = invisibleIn(address)
  if (invisible === undefined) return false
  draft.add('invalid_email', pointer, `the e-mail address has the invisible character ${invisible}`, {
    expected: 'name@host, such as ada@example.org',
    found: `a text with ${invisible}`,
    hint: 'type the address again instead of copying it',
  })
  return true
}

/** How the identity must be written. */
function writingOf(
  members: ReadonlyMap<string, unknown>,
  pointer: string,
  draft: Draft,
): { readonly hashed: boolean; readonly salt?: string } | undefined {
  const given = members.get('hashed')
  const hashed = given === undefined ? true : given
  const salt = members.get('salt')
  if (typeof hashed !== 'boolean') return wrong(draft, `${pointer}/hashed`, 'hashed', 'true or false')
  if (salt === undefined) return { hashed }
  if (typeof salt === 'string' && salt.length >= LEAST_SALT) return { hashed, salt }
  return wrong(draft, `${pointer}/salt`, 'salt', `a text of at least ${LEAST_SALT} characters`)
}

/**
 * Hashes an identity for an IdentityObject (Open Badges 3.0 §B.1): `sha256$` and the SHA-256, in hexadecimal, of the identity
 * followed by the salt. The text is not changed before; `identity` writes an e-mail address in small letters first.
 *
 * @param value - The identity, such as an e-mail address in small letters.
 * @param salt - Text. Default: none.
 * @returns The value of `identityHash`.
 * @example
 * const hash = hashIdentity('ada@example.org', 'kosher')
 */
export function hashIdentity(value: string, salt = ''): string {
  if (typeof value !== 'string' || typeof salt !== 'string')
    throw new TypeError('hashIdentity: value and salt must be texts')
  return `sha256$${sha256Hex(value + salt)}`
}

function freshSalt(): string {
  let text = ''
  for (const byte of randomBytes(16)) text += byte.toString(16).padStart(2, '0')
  return text
}

function wrong(draft: Draft, pointer: string, what: string, expected: string): undefined {
  draft.add('wrong_type', pointer, `${what} must be ${expected}`, {
    expected,
    found: 'another value',
    hint: `write ${expected}`,
  })
}
