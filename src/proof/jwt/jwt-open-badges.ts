/** The JWT profile of Open Badges 3.0 (JSON Web Token Proof Format). The credential is the payload, or with VCDM 1.1 its claim `vc`. */

import { VCDM_1, VCDM_2 } from '../../documents/context-urls.js'
import { idOf, isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import type { ProofWarning } from '../result/proof-result.js'
import { notRepeatedWarning, onlyInClaimWarning } from './claim-warnings.js'
import { DATES, dateFromClaim, seconds, type Version } from './claimed-dates.js'
import { jwtFault } from './jwt-fault.js'
import {
  CREDENTIAL_TOKEN,
  firstContext,
  type JwtProfile,
  mismatch,
  numericDate,
  stringClaim,
  tokenType,
  withoutRegisteredClaims,
} from './jwt-profile.js'

const HEADER_MEMBERS: ReadonlySet<string> = new Set(['alg', 'kid', 'jwk', 'typ'])

/** Other types that real issuers write where the profile has `JWT`. */
const TOLERATED_TYPES: ReadonlySet<string> = new Set(['vc+jwt', 'vc+sd-jwt', 'dc+sd-jwt', 'vc'])

export const openBadgesJwt: JwtProfile = {
  ...CREDENTIAL_TOKEN,
  header: { typ: 'JWT' },
  datesAreOfTheSignature: false,

  payload: (credential) => {
    const version = versionOf(credential)
    const { from, until } = DATES[version]
    const claims: Record<string, Json> = {}
    const issuer = idOf(credential['issuer'])
    const id = credential['id']
    const subjects = [credential['credentialSubject']].flat()
    const subject = subjects.length === 1 ? idOf(subjects[0]) : undefined
    const validFrom = seconds(credential, from)
    const validUntil = seconds(credential, until)
    if (issuer === undefined) throw jwtFault('issuer_missing', 'the credential has no issuer')
    claims['iss'] = issuer
    if (typeof id === 'string') claims['jti'] = id
    if (subject !== undefined) claims['sub'] = subject
    if (validFrom !== undefined) claims['nbf'] = validFrom
    if (validUntil !== undefined) claims['exp'] = validUntil
    return version === VCDM_1 ? { ...claims, vc: credential } : { ...credential, ...claims }
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
    const type = typeof typ === 'string' ? tokenType(typ) : ''
    if (type !== 'jwt' && !TOLERATED_TYPES.has(type)) {
      throw jwtFault('jwt_type_mismatch', 'the typ of the JWT is not JWT')
    }
    warnings.push({ code: 'jwt_type', message: 'the typ of the JWT should be JWT' })
  },

  isCredentialType: ({ typ }) => typeof typ === 'string' && TOLERATED_TYPES.has(tokenType(typ)),

  decode: (payload, warnings) => {
    const wrapped = Object.hasOwn(payload, 'vc')
    const inner = wrapped ? payload['vc'] : withoutRegisteredClaims(payload)
    if (!isJsonObject(inner))
      throw jwtFault('jwt_claim_malformed', 'the claim vc is not an object', { claim: 'vc' })
    if (wrapped) refuseMembersBeside(payload)
    const version = versionOf(inner)
    if (wrapped !== (version === VCDM_1)) {
      const message = 'version 1.1 of the data model has a claim vc, and version 2.0 has none'
      warnings.push({ code: 'jwt_version', message })
    }
    return fillFromClaims(payload, inner, version, warnings)
  },
}

/** Members of credentials. They are refused beside the claim `vc`, because other readers could take them for the credential's. */
const MEMBERS: ReadonlySet<string> = new Set([
  '@context',
  'id',
  'type',
  'name',
  'description',
  'image',
  'issuer',
  'credentialSubject',
  'validFrom',
  'validUntil',
  'issuanceDate',
  'expirationDate',
  'credentialStatus',
  'credentialSchema',
  'evidence',
  'endorsement',
  'endorsementJwt',
  'proof',
  // The OAuth Status List, by which other readers check the status.
  'status',
])

function refuseMembersBeside(payload: JsonObject): void {
  const beside = Object.keys(payload).find((name) => MEMBERS.has(name))
  if (beside !== undefined) {
    throw jwtFault('jwt_claim_malformed', `the member ${beside} is not allowed beside the claim vc`, {
      claim: beside,
    })
  }
}

/**
 * Fills absent members in from the claims (VCDM 1.1 section 6.3.1). If both have a value, the values must be equal (Open Badges
 * 3.0, JSON Web Token Proof Format); of dates, the stricter one counts. A member with the value null is not absent.
 */
function fillFromClaims(
  payload: JsonObject,
  credential: JsonObject,
  version: Version,
  warnings: ProofWarning[],
): JsonObject {
  const { from, until } = DATES[version]
  return {
    ...credential,
    ...partyFromClaim('issuer', stringClaim(payload, 'iss'), 'iss', credential, warnings),
    ...idFromClaim(stringClaim(payload, 'jti'), credential, warnings),
    ...dateFromClaim(from, numericDate(payload, 'nbf'), 'nbf', credential, warnings),
    ...dateFromClaim(until, numericDate(payload, 'exp'), 'exp', credential, warnings),
    ...subjectFromClaim(stringClaim(payload, 'sub'), credential, warnings),
  }
}

/** Fills in the id of the issuer or the subject. */
function partyFromClaim(
  member: 'issuer' | 'credentialSubject',
  claim: string | undefined,
  name: 'iss' | 'sub',
  credential: JsonObject,
  warnings: ProofWarning[],
): JsonObject {
  const value = credential[member]
  const id = isJsonObject(value) ? value['id'] : value
  if (claim === undefined) {
    if (id !== undefined) warnings.push(notRepeatedWarning(name, member))
    return {}
  }
  if (id === undefined) {
    warnings.push(onlyInClaimWarning(name, isJsonObject(value) ? `${member}/id` : member))
    return { [member]: isJsonObject(value) ? { ...value, id: claim } : claim }
  }
  if (typeof id !== 'string')
    throw jwtFault('jwt_claim_malformed', `the id of the ${member} is not a text`, {
      claim: name,
      pointer: `/${member}`,
    })
  if (id !== claim) throw mismatch(name, member)
  return {}
}

function idFromClaim(jti: string | undefined, { id }: JsonObject, warnings: ProofWarning[]): JsonObject {
  if (jti === undefined) {
    if (id !== undefined) warnings.push(notRepeatedWarning('jti', 'id'))
    return {}
  }
  if (id === undefined) {
    warnings.push(onlyInClaimWarning('jti', 'id'))
    return { id: jti }
  }
  if (jti !== id) throw mismatch('jti', 'id')
  return {}
}

/** Fills in the id of the subject, if there is only one. */
function subjectFromClaim(
  sub: string | undefined,
  credential: JsonObject,
  warnings: ProofWarning[],
): JsonObject {
  const member = 'credentialSubject'
  const { [member]: value } = credential
  if (!Array.isArray(value)) {
    return value === undefined ? {} : partyFromClaim(member, sub, 'sub', credential, warnings)
  }
  if (value.length !== 1) {
    const ids = (value as readonly Json[]).map(idOf)
    if (sub !== undefined && !ids.includes(sub)) throw mismatch('sub', member)
    return {}
  }
  const found = partyFromClaim(member, sub, 'sub', { [member]: value[0] as Json }, warnings)[member]
  return found === undefined ? {} : { [member]: [found] }
}

function versionOf(credential: JsonObject): Version {
  const context = firstContext(credential)
  if (context === VCDM_1 || context === VCDM_2) return context
  throw jwtFault(
    'jwt_version_mismatch',
    'the first @context of the credential must be that of VCDM 1.1 or 2.0',
  )
}
