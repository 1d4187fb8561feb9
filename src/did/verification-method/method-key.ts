/** Reads the key of a verification method, and checks its dates (Controlled Identifiers §2.2). */

import type { Awaitable } from '#platform'
import { hasZone, readDateTimeStamp } from '../../encoding/forms/date-time-stamp.js'
import type { Json, JsonObject } from '../../encoding/json.js'
import { decodeMultibase, encodeBase64url } from '../../encoding/multibase.js'
import { type PublicKey, publicKeyFromJwk, publicKeyFromMultikey } from '../../keys/public-key.js'
import { type ControllerFault, controllerInvalid } from './controller-invalid.js'
import { readKey } from './read-key.js'

export const KEY_FORMS = ['publicKeyMultibase', 'publicKeyJwk'] as const
export const OLD_KEY_FORMS = [
  'publicKeyBase58',
  'publicKeyPem',
  'publicKeyHex',
  'blockchainAccountId',
] as const

/** Types that fit each form of key. A method of another type is read by the member that has the key. */
const TYPES: Record<(typeof KEY_FORMS)[number], readonly string[]> = {
  publicKeyMultibase: ['Multikey', 'Ed25519VerificationKey2020'],
  publicKeyJwk: ['JsonWebKey', 'JsonWebKey2020'],
}

/** The only old type that fixes the curve of `publicKeyBase58`. */
export const BARE = 'Ed25519VerificationKey2018'

/** @throws OpenBadgeError `controller_invalid` with reason INVALID_VERIFICATION_METHOD */
export function methodKey(method: JsonObject, url: string): Awaitable<PublicKey> {
  const forms = [...KEY_FORMS, ...OLD_KEY_FORMS].filter((form) => Object.hasOwn(method, form))
  if (forms.length > 1) throw invalid(url, 'keyForms', 'the verification method has its key in two forms')
  const value = method[forms[0] ?? '']
  if (typeof method['type'] !== 'string')
    throw invalid(url, 'methodMalformed', 'the verification method has no type')
  return readKey(
    () => readForm(forms[0], value, method['type'], url),
    (fault, cause) => invalid(url, fault, cause.message, cause),
  )
}

/** True if the type names the form in which the key is written. */
export function hasFittingType(method: JsonObject): boolean {
  const type = method['type'] as string
  return (
    KEY_FORMS.some((form) => Object.hasOwn(method, form) && TYPES[form].includes(type)) ||
    (type === BARE && Object.hasOwn(method, 'publicKeyBase58'))
  )
}

/**
 * Controlled Identifiers §2.2: refuses a method at or after `expires` or `revoked`. Without `at`, refuses a method that has
 * either.
 * @throws OpenBadgeError `controller_invalid`
 */
export function checkMethodDates(method: JsonObject, url: string, at: Date | undefined): void {
  checkDate(method['revoked'], url, at, 'keyRevoked', 'revoked')
  checkDate(method['expires'], url, at, 'keyExpired', 'expired')
}

function checkDate(
  value: Json | undefined,
  url: string,
  at: Date | undefined,
  fault: 'keyRevoked' | 'keyExpired',
  word: string,
): void {
  if (value === undefined) return
  // XML Schema dateTimeStamp: the offset is required.
  const date = typeof value === 'string' && hasZone(value) ? readDateTimeStamp(value) : undefined
  if (date === undefined) {
    throw invalid(
      url,
      'methodMalformed',
      `the date at which the key is ${word} is not a date-time with an offset`,
    )
  }
  if (at === undefined)
    throw invalid(url, fault, `the key has a date at which it is ${word}; pass the option at`)
  if (at.getTime() >= date) throw invalid(url, fault, `the key is ${word}`)
}

function readForm(
  form: string | undefined,
  value: Json | undefined,
  type: Json | undefined,
  url: string,
): Awaitable<PublicKey> {
  if (form === 'publicKeyJwk') return publicKeyFromJwk(value)
  if (form === 'publicKeyMultibase' && typeof value === 'string') return publicKeyFromMultikey(value)
  if (form === 'publicKeyBase58' && typeof value === 'string' && type === BARE) {
    const x = encodeBase64url(decodeMultibase(`z${value}`))
    return publicKeyFromJwk({ kty: 'OKP', crv: 'Ed25519', x })
  }
  throw invalid(url, 'keyMissing', 'the verification method has no publicKeyMultibase and no publicKeyJwk')
}

function invalid(url: string, fault: ControllerFault, message: string, cause?: unknown): Error {
  return controllerInvalid(url, 'INVALID_VERIFICATION_METHOD', fault, message, cause)
}
