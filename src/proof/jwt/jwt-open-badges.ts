/** The Open Badges 3.0 JWT profile (B3 to B7): the payload is the credential, or with version 1.1 its `vc` claim holds it. */

import { readDateTimeStamp, writeDateTimeStamp } from '../../encoding/date-time-stamp.js'
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import type { ProofWarning } from '../result/proof-result.js'
import { jwtFault } from './jwt-fault.js'
import {
  firstContext,
  idOf,
  type JwtProfile,
  mediaType,
  mismatch,
  numericDate,
  stringClaim,
  V1_CONTEXT,
  V2_CONTEXT,
  withoutRegisteredClaims,
} from './jwt-profile.js'

const HEADER_MEMBERS: ReadonlySet<string> = new Set(['alg', 'kid', 'jwk', 'typ'])

/** Other types that real issuers write where the profile has `JWT`. */
const TOLERATED_TYPES: ReadonlySet<string> = new Set([
  'vc+jwt',
  'vc+ld+jwt',
  'vc-ld+jwt',
  'vc+ld+json+jwt',
  'vc',
])

/** The names that the two versions of the data model have for the same dates. */
const DATES = {
  [V1_CONTEXT]: { from: 'issuanceDate', until: 'expirationDate' },
  [V2_CONTEXT]: { from: 'validFrom', until: 'validUntil' },
} as const

type Version = keyof typeof DATES

export const openBadgesJwt: JwtProfile = {
  header: { typ: 'JWT' },
  datesAreOfTheSignature: false,

  payload: (credential) => {
    const version = versionOf(credential)
    const { from, until } = DATES[version]
    const claims: Record<string, Json> = {}
    const issuer = idOf(credential['issuer'])
    const id = credential['id']
    const subject = idOf(credential['credentialSubject'])
    const validFrom = seconds(credential, from)
    const validUntil = seconds(credential, until)
    if (issuer === undefined) throw jwtFault('issuer_missing', 'the credential names no issuer')
    claims['iss'] = issuer
    if (typeof id === 'string') claims['jti'] = id
    if (subject !== undefined) claims['sub'] = subject
    if (validFrom !== undefined) claims['nbf'] = validFrom
    if (validUntil !== undefined) claims['exp'] = validUntil
    return version === V1_CONTEXT ? { ...claims, vc: credential } : { ...credential, ...claims }
  },

  checkHeader: (header, warnings) => {
    const extra = Object.keys(header).filter((name) => !HEADER_MEMBERS.has(name))
    if (extra.length > 0) {
      warnings.push({
        code: 'jwt_header_extra',
        message: 'the header of the JWT has members that the profile does not allow',
      })
    }
    const { typ } = header
    if (typ === undefined || typ === 'JWT') return
    const type = typeof typ === 'string' ? mediaType(typ) : ''
    if (type !== 'jwt' && !TOLERATED_TYPES.has(type)) {
      throw jwtFault('jwt_type_mismatch', 'the JWT is of another type than JWT')
    }
    warnings.push({ code: 'jwt_type', message: 'the type of the JWT should be written JWT' })
  },

  decode: (payload, warnings) => {
    const wrapped = Object.hasOwn(payload, 'vc')
    const inner = wrapped ? payload['vc'] : withoutRegisteredClaims(payload)
    if (!isJsonObject(inner)) throw jwtFault('jwt_claim_malformed', 'the claim vc is no object')
    const version = versionOf(inner)
    if (wrapped !== (version === V1_CONTEXT)) {
      throw jwtFault(
        'jwt_version_mismatch',
        'a vc claim goes with version 1.1 of the data model, and only with it',
      )
    }
    return compare(payload, inner, version, warnings)
  },
}

/** Claims must repeat the credential (B6); what only the claims say is filled in. */
function compare(
  payload: JsonObject,
  credential: JsonObject,
  version: Version,
  warnings: ProofWarning[],
): JsonObject {
  const { from, until } = DATES[version]
  const filled: Record<string, Json> = {}

  const issuer = idOf(credential['issuer'])
  const iss = stringClaim(payload, 'iss')
  if (iss === undefined) throw jwtFault('jwt_claim_missing', 'the JWT does not name its issuer (iss)')
  if (issuer === undefined) filled['issuer'] = iss
  else if (iss !== issuer) throw mismatch('iss', 'issuer')

  const jti = stringClaim(payload, 'jti')
  const { id } = credential
  if (jti === undefined) throw jwtFault('jwt_claim_missing', 'the JWT has no id (jti)')
  if (id === undefined) filled['id'] = jti
  else if (jti !== id) throw mismatch('jti', 'id')

  const nbf = numericDate(payload, 'nbf')
  if (nbf === undefined) throw jwtFault('jwt_claim_missing', 'the JWT has no start of validity (nbf)')
  if (credential[from] === undefined) filled[from] = dateOf(nbf)
  else if (seconds(credential, from) !== Math.floor(nbf)) throw mismatch('nbf', from)

  const exp = numericDate(payload, 'exp')
  if (exp !== undefined && credential[until] === undefined) filled[until] = dateOf(exp)
  else if (exp !== undefined && seconds(credential, until) !== Math.floor(exp)) throw mismatch('exp', until)

  compareSubject(payload, credential, warnings)
  return { ...credential, ...filled }
}

/** A subject that is known by an identifier only has no id that `sub` could repeat. */
function compareSubject(payload: JsonObject, credential: JsonObject, warnings: ProofWarning[]): void {
  const sub = stringClaim(payload, 'sub')
  const subject = idOf(credential['credentialSubject'])
  if (sub !== undefined && sub !== subject) throw mismatch('sub', 'credentialSubject.id')
  if (sub === undefined && subject !== undefined) {
    warnings.push({ code: 'jwt_claim_missing', message: 'the JWT does not repeat its subject (sub)' })
  }
}

function versionOf(credential: JsonObject): Version {
  const context = firstContext(credential)
  if (context === V1_CONTEXT || context === V2_CONTEXT) return context
  throw jwtFault('jwt_version_mismatch', 'the credential does not begin with the context of a known version')
}

/** NumericDate has whole seconds here: the part of a second that a date may have is cut off. */
function seconds(credential: JsonObject, member: string): number | undefined {
  const value = credential[member]
  if (value === undefined) return undefined
  const time = typeof value === 'string' ? readDateTimeStamp(value) : undefined
  if (time === undefined) throw jwtFault('jwt_claim_malformed', `the credential's ${member} is no date`)
  return Math.floor(time / 1000)
}

function dateOf(numeric: number): string {
  const date = new Date(numeric * 1000)
  if (Number.isNaN(date.getTime()) || Math.abs(date.getUTCFullYear()) > 9999) {
    throw jwtFault('jwt_claim_malformed', 'a date claim is out of range')
  }
  return writeDateTimeStamp(date)
}
