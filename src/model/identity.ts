/** Builder of a recipient's identity: a salted hash unless the plain text is asked for. */
import { randomBytes, sha256Hex } from '#platform'
import type { JsonObject } from '../encoding/json.js'
import type { IdentifierType, IdentityObject } from '../schema/types.generated.js'
import { Draft, plainMembers } from './draft.js'
import { check, finish } from './finish.js'

/** How an identity is written down. */
export interface IdentityOptions {
  /** True unless said otherwise. Plain text can be read by everyone who sees the badge. */
  readonly hashed?: boolean
  /** At least 16 characters; by default 128 fresh random bits as hexadecimal text. */
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
 * Who a recipient is, as an IdentityObject. Hashing hides an e-mail address from readers, not from someone who
 * tries likely addresses: prefer a DID where you can.
 * @throws OpenBadgeError `model_invalid` with every issue
 * @example
 * identity({ email: 'ada@example.org' })
 * identity({ identityType: 'sisSourcedId', value: '20-1234', hashed: false })
 */
export function identity(input: IdentityInput): IdentityObject {
  const draft = new Draft()
  const object = identityObject(input, '', draft)
  const pair = object === undefined ? undefined : { core: object, full: object }
  return finish('IdentityObject', pair, draft, check('IdentityObject', pair)) as unknown as IdentityObject
}

/** The object, or nothing after an issue in the draft. */
export function identityObject(input: unknown, pointer: string, draft: Draft): JsonObject | undefined {
  const members =
    typeof input === 'object' && input !== null ? plainMembers(input, pointer, draft) : undefined
  if (members === undefined) {
    if (typeof input !== 'object' || input === null)
      wrong(draft, pointer, 'identity', 'an object such as { email: … }')
    return undefined
  }
  let sound = true
  for (const name of members.keys()) {
    if (MEMBERS.has(name)) continue
    sound = false
    draft.add('unknown_member', `${pointer}/${name}`, 'an identity has no such member', {
      expected: [...MEMBERS].join(', '),
      found: name.slice(0, 40),
      hint: 'write { email } or { identityType, value }',
    })
  }
  const email = members.get('email')
  const value = email ?? members.get('value')
  const identityType = email === undefined ? members.get('identityType') : 'emailAddress'
  const hashed = members.get('hashed') ?? true
  const salt = members.get('salt')
  const place = email === undefined ? `${pointer}/value` : `${pointer}/email`
  if (typeof value !== 'string' || value === '')
    sound = wrong(draft, place, 'the identity', 'a string that is not empty')
  else if (email !== undefined && !/^[^\s@]+@[^\s@]+$/.test(value))
    sound = wrong(draft, place, 'the e-mail address', 'name@host')
  if (typeof identityType !== 'string')
    sound = wrong(draft, `${pointer}/identityType`, 'identityType', 'a value of IdentifierType')
  if (typeof hashed !== 'boolean') sound = wrong(draft, `${pointer}/hashed`, 'hashed', 'true or false')
  if (salt !== undefined && (typeof salt !== 'string' || salt.length < LEAST_SALT)) {
    sound = wrong(draft, `${pointer}/salt`, 'the salt', `at least ${LEAST_SALT} characters`)
  }
  if (!sound) return undefined
  if (!hashed)
    return {
      type: 'IdentityObject',
      hashed: false,
      identityHash: value as string,
      identityType: identityType as string,
    }
  const used = (salt as string | undefined) ?? freshSalt()
  return {
    type: 'IdentityObject',
    hashed: true,
    identityHash: hashIdentity(value as string, used),
    identityType: identityType as string,
    salt: used,
  }
}

/** `sha256$` and the hexadecimal SHA-256 of the identity followed by the salt (C5). */
export function hashIdentity(value: string, salt = ''): string {
  return `sha256$${sha256Hex(value + salt)}`
}

function freshSalt(): string {
  let text = ''
  for (const byte of randomBytes(16)) text += byte.toString(16).padStart(2, '0')
  return text
}

function wrong(draft: Draft, pointer: string, what: string, expected: string): false {
  draft.add('wrong_type', pointer, `${what} is not what is expected`, {
    expected,
    found: 'another value',
    hint: `write ${expected}`,
  })
  return false
}
