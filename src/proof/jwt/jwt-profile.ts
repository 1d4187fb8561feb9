/** A JWT profile: how a credential is written into claims, and how it is read from claims. */
import { idOf, type JsonObject } from '../../encoding/json.js'
import type { ProofWarning } from '../result/proof-result.js'
import { jwtFault } from './jwt-fault.js'

/** What the verifier requested from the holder. */
export interface PresentationRequest {
  readonly challenge?: string
  readonly domain?: string | readonly string[]
}

export interface JwtProfile {
  /** Members of the header, except `alg` and `kid`. */
  readonly header: JsonObject
  readonly payload: (credential: JsonObject) => JsonObject
  /** @throws OpenBadgeError `jwt_invalid` (`jwt_type_mismatch`) */
  readonly checkHeader: (header: JsonObject, warnings: ProofWarning[]) => void
  /** Whether the header's type says that the token is a credential. */
  readonly isCredentialType: (header: JsonObject) => boolean
  /**
   * Compares the credential with the registered claims, and returns it without them.
   * @throws OpenBadgeError `jwt_invalid`: `jwt_version_mismatch`, `jwt_claim_*`
   */
  readonly decode: (payload: JsonObject, warnings: ProofWarning[]) => JsonObject
  /** `exp` and `nbf` are dates of the signature (VC-JOSE-COSE §3.1), not of the credential (Open Badges 3.0, JSON Web Token Proof Format). */
  readonly datesAreOfTheSignature: boolean
  /** The verification relationship that the key must have (Controlled Identifiers section 2.3). */
  readonly relationship: 'assertionMethod' | 'authentication'
  /** Id of the required signer; `undefined` if the token does not name it. */
  readonly signerOf: (document: JsonObject, payload: JsonObject, header: JsonObject) => string | undefined
  /** The part of the document whose members must all have a meaning in JSON-LD. */
  readonly meaningOf: (document: JsonObject) => JsonObject
  /** @throws OpenBadgeError `jwt_invalid`: `challenge_missing`, `challenge_mismatch`, `domain_mismatch` */
  readonly checkAnswer: (payload: JsonObject, request: PresentationRequest) => void
}

/** The members that all tokens of credentials share: the issuer signs, and there is no challenge. */
export const CREDENTIAL_TOKEN: Pick<JwtProfile, 'relationship' | 'signerOf' | 'meaningOf' | 'checkAnswer'> = {
  relationship: 'assertionMethod',
  signerOf: ({ issuer }) => idOf(issuer),
  meaningOf: (document) => document,
  checkAnswer: () => undefined,
}

const REGISTERED = ['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti', 'cnf'] as const
export type RegisteredClaim = (typeof REGISTERED)[number]

/** The payload without the claims that belong to the token. */
export function withoutRegisteredClaims(payload: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(payload).filter(([name]) => !(REGISTERED as readonly string[]).includes(name)),
  )
}

/** A NumericDate claim in seconds, if there is one. */
export function numericDate(payload: JsonObject, name: 'exp' | 'nbf'): number | undefined {
  if (!Object.hasOwn(payload, name)) return undefined
  const value = payload[name]
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw jwtFault('jwt_claim_malformed', `the claim ${name} is not a number of seconds`, { claim: name })
  }
  return value
}

export function stringClaim(payload: JsonObject, name: RegisteredClaim): string | undefined {
  if (!Object.hasOwn(payload, name)) return undefined
  const value = payload[name]
  if (typeof value !== 'string')
    throw jwtFault('jwt_claim_malformed', `the claim ${name} is not a text`, { claim: name })
  return value
}

export function mismatch(name: RegisteredClaim, member: string): Error {
  return jwtFault('jwt_claim_mismatch', `the claim ${name} differs from the credential's ${member}`, {
    claim: name,
    pointer: `/${member}`,
  })
}

/** `application/` is optional, and case does not matter (RFC 7515 section 4.1.9). */
export function mediaType(typ: string): string {
  return typ.toLowerCase().replace(/^application\//, '')
}

/** The same without what drafts of VC-JOSE-COSE wrote into it, as in `vc+ld+json+jwt`. */
export function tokenType(typ: string): string {
  return mediaType(typ).replace(/^(v[cp])[+-]ld(?:\+json)?\+/, '$1+')
}

export function firstContext(credential: JsonObject): unknown {
  const context = credential['@context']
  return Array.isArray(context) ? context[0] : context
}
