/** Credentials as compact JWS, by profile. The caller names the profile; it is never guessed. */

import type { Awaitable } from '#platform'
import { CLOCK_SKEW_SECONDS } from '../../encoding/forms/date-time-stamp.js'
import type { JsonObject } from '../../encoding/json.js'
import { checkOptionNames } from '../../encoding/options.js'
import type { Work } from '../../jsonld/budget/limits.js'
import { KEY_PRICE, signaturePrice } from '../../keys/signature-price.js'
import { lazy } from '../../lazy.js'
import type { Load, Signer } from '../../ports.js'
import type { RetrieveVerificationMethod } from '../data-integrity/proof-request.js'
import { describeFault } from '../result/proof-fault.js'
import type { ProofResult, ProofWarning } from '../result/proof-result.js'
import { checkMeaning } from '../suites/check-meaning.js'
import { disclosedToken, hasDigests, splitDisclosures } from './disclosures.js'
import {
  COSE,
  type CompactJws,
  parseCompactJws,
  readAlgorithm,
  signCompactJws,
  signingInputOf,
  writtenAlgorithm,
} from './jws.js'
import { type JwtReason, jwtFault } from './jwt-fault.js'
import { findJwtKey, type JwtKey } from './jwt-key.js'
import { openBadgesJwt } from './jwt-open-badges.js'
import { presentationJwt } from './jwt-presentation.js'
import { type JwtProfile, numericDate, type PresentationRequest } from './jwt-profile.js'
import { vcJoseJwt } from './jwt-vc-jose.js'

/** The profiles by which credentials are issued as tokens. */
export type JwtProfileName = 'open-badges' | 'vc-jose'

/** The profiles by which tokens are read. */
export type TokenProfileName = JwtProfileName | 'presentation'

const PROFILES: Readonly<Record<TokenProfileName, JwtProfile>> = {
  'open-badges': openBadgesJwt,
  'vc-jose': vcJoseJwt,
  presentation: presentationJwt,
}

export interface SignJwtOptions {
  /** Default `open-badges`. */
  readonly profile?: JwtProfileName
  readonly signal?: AbortSignal
}

export interface VerifyJwtOptions extends PresentationRequest {
  readonly load: Load
  readonly now: Date
  /** Default `open-badges`. */
  readonly profile?: TokenProfileName
  /** Default 300. */
  readonly clockSkewSeconds?: number
  /**
   * How to treat a key in the host's `/.well-known/jwks.json` without `iss`, which signs for all issuers of the host.
   * `reported`: a warning (default). `refused`: the token is not valid (`key_shared`).
   */
  readonly sharedKeys?: 'reported' | 'refused'
  readonly signal?: AbortSignal
  readonly retrieve?: RetrieveVerificationMethod
}

export interface JwtResult extends ProofResult {
  /** The credential without the token's claims; absent if it could not be read. */
  readonly credential?: JsonObject
  /** Whether the key belongs to the issuer. Without it, `verified` is never true. */
  readonly bound: boolean
}

const cose = /* @__PURE__ */ lazy('COSE', () => import('./cose.js'))

const SIGN_OPTIONS: ReadonlySet<string> = new Set(['profile', 'signal'] satisfies (keyof SignJwtOptions)[])
/**
 * Signs a credential, which is plain JSON without proof, as a compact JWS.
 * @throws OpenBadgeError `jwt_invalid`, `limit_exceeded`, `signer_failed`; TypeError for bad options
 */
export function signJwt(
  credential: JsonObject,
  signer: Signer,
  options: SignJwtOptions = {},
): Awaitable<string> {
  checkOptionNames('signJwt', options, SIGN_OPTIONS)
  return signCompactJws(credentialInput(credential, signer, options.profile), signer, options.signal)
}

/** The text to sign for a credential. @throws OpenBadgeError `jwt_invalid`, `limit_exceeded` */
export function credentialInput(credential: JsonObject, signer: Signer, name?: JwtProfileName): string {
  const profile = profileOf(name)
  const header = { alg: writtenAlgorithm(signer).name, kid: signer.verificationMethod, ...profile.header }
  const payload = profile.payload(credential)
  requireReadable(profile, payload, credential)
  return signingInputOf(header, payload)
}

/** Refuses a credential that a reader would not get back from the payload, because its members have the names of claims. */
function requireReadable(profile: JwtProfile, payload: JsonObject, credential: JsonObject): void {
  const read = profile.decode(payload, [])
  const lost = Object.keys(credential).find((name) => name === 'vp' || read[name] !== credential[name])
  if (lost === undefined && !hasDigests(payload)) return
  const message =
    lost === undefined
      ? 'a member has a name that only SD-JWT may use: _sd, _sd_alg or ...; rename it'
      : `the member ${lost} has the name of a claim; rename it in its context, or sign with a Data Integrity proof`
  throw jwtFault(
    'jwt_claim_malformed',
    message,
    lost === undefined ? {} : { claim: lost, pointer: `/${lost}` },
  )
}

/**
 * Verifies a token and reads its credential. A bad token or a failing loader does not make the function throw.
 * @param work - the budget, which other documents may share
 * @throws the signal's reason on abort
 */
export async function verifyJwt(work: Work, text: string, options: VerifyJwtOptions): Promise<JwtResult> {
  const profile = profileOf(options.profile)
  options.signal?.throwIfAborted()
  const partial: PartialResult = { pointer: '', suite: 'JWT', warnings: [], bound: false }
  try {
    const { bound } = await check(text, profile, partial, work, options)
    if (bound === 'yes') return { ...partial, bound: true, outcome: 'pass', verified: true }
    return {
      ...partial,
      verified: false,
      outcome: bound === 'no' ? 'fail' : 'unknown',
      code: 'key_not_bound' satisfies JwtReason,
      message: 'it is not proven that the key belongs to the issuer',
    }
  } catch (error) {
    options.signal?.throwIfAborted()
    return { ...partial, verified: false, ...describeFault(error) }
  }
}

interface PartialResult {
  pointer: ''
  suite: string
  credential?: JsonObject
  verificationMethod?: string
  controller?: string
  bound: boolean
  selection?: { readonly mandatory: readonly string[] }
  warnings: ProofWarning[]
}

/** Returns the key if the token is valid for it, and throws if it is not. */
async function check(
  text: string,
  profile: JwtProfile,
  partial: PartialResult,
  work: Work,
  options: VerifyJwtOptions,
): Promise<JwtKey> {
  const { token, disclosures, hasKeyBinding } = splitDisclosures(text)
  const signed = text.startsWith(COSE) ? (await cose()).parseCose(text) : parseCompactJws(token)
  const algorithm = readAlgorithm(signed)
  partial.suite = `${text.startsWith(COSE) ? 'COSE' : 'JWT'} ${algorithm.name}`
  profile.checkHeader(signed.header, partial.warnings)
  const { jws, selection } = disclosedToken(signed, text, disclosures, work)
  if (selection !== undefined) partial.selection = selection
  const credential = profile.decode(jws.payload, partial.warnings)
  partial.credential = credential
  if (profile.datesAreOfTheSignature) checkDates(jws, options)
  profile.checkAnswer(jws.payload, options)
  const issuer = profile.signerOf(credential, jws.payload, jws.header)
  if (issuer === undefined) throw jwtFault('issuer_missing', 'the JWT does not name its issuer')
  checkHeaderClaims(jws, issuer)
  const typed = profile.isCredentialType(jws.header)
  const found = await findJwtKey(
    jws.header,
    { issuer, algorithm: algorithm.key, typed },
    { ...options, relationship: profile.relationship, pay: (keys) => work.spend('hashes', keys * KEY_PRICE) },
  )
  partial.warnings.push(...(found.warnings ?? []))
  if (found.verificationMethod !== undefined) partial.verificationMethod = found.verificationMethod
  if (found.controller !== undefined) partial.controller = found.controller
  // The key decides which algorithm is right, not the header (RFC 8725 §3.1).
  const key = await (found.key.algorithm === algorithm.key ? found.key : found.key.serving?.(algorithm.key))
  if (key === undefined) {
    throw jwtFault('key_mismatch', 'the algorithm in the header does not fit the key')
  }
  work.spend('hashes', signaturePrice(algorithm.key))
  if (!(await key.verify(jws.signature, jws.signingInput))) {
    throw jwtFault('signature_invalid', 'the signature does not match the token and the key')
  }
  if (found.shared === true) reportShared(partial.warnings, options)
  if (hasKeyBinding) {
    const message = 'the key binding JWT, which shows who holds the token, is not checked'
    partial.warnings.push({ code: 'key_binding_unchecked', message })
  }
  const { load, signal } = options
  const transformOptions = { load, work, ...(signal === undefined ? {} : { signal }) }
  await checkMeaning(profile.meaningOf(credential), transformOptions, partial.warnings)
  return found
}

function reportShared(warnings: ProofWarning[], { sharedKeys }: VerifyJwtOptions): void {
  const message =
    "the host's key set does not name the owner of the key, so the key can sign for each issuer of the host"
  if (sharedKeys === 'refused') throw jwtFault('key_shared', message)
  warnings.push({ code: 'key_shared', message })
}

/** Other readers may take a claim from the header, so there it must repeat the payload (RFC 7519 section 5.3). */
function checkHeaderClaims({ header, payload }: CompactJws, issuer: string): void {
  const claims: JsonObject = { iss: issuer, ...payload }
  for (const claim of ['iss', 'sub', 'jti', 'nbf', 'exp']) {
    if (Object.hasOwn(header, claim) && header[claim] !== claims[claim])
      throw jwtFault('jwt_claim_mismatch', `the claim ${claim} differs between header and payload`, { claim })
  }
}

/** NumericDates of the signature itself (VC-JOSE-COSE §3.1). */
function checkDates(
  { payload }: CompactJws,
  { now, clockSkewSeconds = CLOCK_SKEW_SECONDS }: VerifyJwtOptions,
): void {
  const seconds = now.getTime() / 1000
  const exp = numericDate(payload, 'exp')
  const nbf = numericDate(payload, 'nbf')
  if (exp !== undefined && exp <= seconds)
    throw jwtFault('jwt_expired', 'the signature of the JWT has expired')
  if (nbf !== undefined && nbf > seconds + clockSkewSeconds) {
    throw jwtFault('jwt_not_yet_valid', 'the signature of the JWT is not valid yet')
  }
}

function profileOf(name: TokenProfileName = 'open-badges'): JwtProfile {
  if (!Object.hasOwn(PROFILES, name))
    throw new TypeError(`unknown JWT profile '${name}'; write 'open-badges' or 'vc-jose'`)
  return PROFILES[name]
}
