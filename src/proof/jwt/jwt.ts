/** Credentials as compact JWS, by profile; a token is read by the profile that the caller names, never by a guess. */
import type { Awaitable } from '#platform'
import type { JsonObject } from '../../encoding/json.js'
import { checkOptionNames } from '../../encoding/options.js'
import { newWork, type Work } from '../../jsonld/budget/limits.js'
import type { Load, Signer } from '../../ports.js'
import type { RetrieveVerificationMethod } from '../data-integrity/verify-proof.js'
import { describeFault } from '../result/proof-fault.js'
import { IDENTIFIER, type ProofResult, type ProofWarning } from '../result/proof-result.js'
import { checkMeaning } from '../suites/check-meaning.js'
import { COSE, parseCose } from './cose.js'
import { disclose, mentionsDigests, splitDisclosures } from './disclosures.js'
import { type CompactJws, parseCompactJws, readAlgorithm, writeCompactJws, writtenAlgorithm } from './jws.js'
import { type JwtReason, jwtFault } from './jwt-fault.js'
import { findJwtKey, type JwtKey } from './jwt-key.js'
import { openBadgesJwt } from './jwt-open-badges.js'
import { presentationJwt } from './jwt-presentation.js'
import { type JwtProfile, type JwtQuestion, numericDate } from './jwt-profile.js'
import { vcJoseJwt } from './jwt-vc-jose.js'

/** How credentials are issued as tokens. */
export type JwtProfileName = 'open-badges' | 'vc-jose'

/** What tokens are read by. */
export type TokenProfileName = JwtProfileName | 'presentation'

const PROFILES: Readonly<Record<TokenProfileName, JwtProfile>> = {
  'open-badges': openBadgesJwt,
  'vc-jose': vcJoseJwt,
  presentation: presentationJwt,
}

export interface SignJwtOptions {
  /** `open-badges` by default. */
  readonly profile?: JwtProfileName
  readonly signal?: AbortSignal
}

export interface VerifyJwtOptions extends JwtQuestion {
  readonly load: Load
  readonly now: Date
  /** `open-badges` by default. */
  readonly profile?: TokenProfileName
  /** 300 by default. */
  readonly clockSkewSeconds?: number
  /**
   * What a key means that the host's `/.well-known/jwks.json` lists without `iss`, so that it signs for every issuer of
   * the host. `reported`: a warning (default). `refused`: the token does not hold (`key_shared`).
   */
  readonly sharedKeys?: 'reported' | 'refused'
  readonly signal?: AbortSignal
  readonly retrieve?: RetrieveVerificationMethod
}

export interface JwtResult extends ProofResult {
  /** The credential without the token's claims; absent when the token could not be read as one. */
  readonly credential?: JsonObject
  /** Whether the key is shown to be the issuer's. `verified` is never true without it. */
  readonly bound: boolean
}

const SIGN_OPTIONS: ReadonlySet<string> = new Set(['profile', 'signal'] satisfies (keyof SignJwtOptions)[])
const VERIFY_OPTIONS: ReadonlySet<string> = new Set([
  'load',
  'now',
  'profile',
  'challenge',
  'domain',
  'clockSkewSeconds',
  'sharedKeys',
  'signal',
  'retrieve',
] satisfies (keyof VerifyJwtOptions)[])

/**
 * A compact JWS of the credential, which is plain JSON without proof.
 * @throws OpenBadgeError `jwt_invalid`, `signer_failed`; TypeError for bad options
 */
export function signJwt(
  credential: JsonObject,
  signer: Signer,
  options: SignJwtOptions = {},
): Awaitable<string> {
  checkOptionNames('signJwt', options, SIGN_OPTIONS)
  const profile = profileOf(options.profile)
  const header = { alg: writtenAlgorithm(signer).name, kid: signer.verificationMethod, ...profile.header }
  return writeCompactJws(header, profile.payload(credential), signer, options.signal)
}

/**
 * Verifies a token and reads the credential out of it. Never throws for a bad token or a bad world.
 * @throws TypeError for bad options; the signal's reason on abort
 */
export async function verifyJwt(text: string, options: VerifyJwtOptions): Promise<JwtResult> {
  checkOptionNames('verifyJwt', options, VERIFY_OPTIONS)
  return verifyJwtWithin(newWork(), text, options)
}

/** The same, out of a budget that the verification of other documents shares. */
export async function verifyJwtWithin(
  work: Work,
  text: string,
  options: VerifyJwtOptions,
): Promise<JwtResult> {
  const profile = profileOf(options.profile)
  if (typeof options.load !== 'function') throw new TypeError('verifyJwt needs a load')
  if (!(options.now instanceof Date) || Number.isNaN(options.now.getTime())) {
    throw new TypeError('now is no valid date')
  }
  options.signal?.throwIfAborted()
  const draft: Draft = { pointer: '', suite: 'JWT', warnings: [], bound: false }
  try {
    const { bound } = await check(text, profile, draft, work, options)
    if (bound === 'yes') return { ...draft, bound: true, outcome: 'pass', verified: true }
    return {
      ...draft,
      verified: false,
      outcome: bound === 'no' ? 'fail' : 'unknown',
      code: 'key_not_bound' satisfies JwtReason,
      message: 'nothing shows that the key belongs to the issuer',
    }
  } catch (error) {
    options.signal?.throwIfAborted()
    return { ...draft, verified: false, ...describeFault(error) }
  }
}

interface Draft {
  pointer: ''
  suite: string
  credential?: JsonObject
  verificationMethod?: string
  controller?: string
  bound: boolean
  selection?: { readonly mandatory: readonly string[] }
  warnings: ProofWarning[]
}

/** Answers when the token holds for the key that was found; throws where it does not. */
async function check(
  text: string,
  profile: JwtProfile,
  draft: Draft,
  work: Work,
  options: VerifyJwtOptions,
): Promise<JwtKey> {
  const { token, disclosures, hasKeyBinding } = splitDisclosures(text)
  const signed = text.startsWith(COSE) ? parseCose(text) : parseCompactJws(token)
  const algorithm = readAlgorithm(signed)
  draft.suite = `${text.startsWith(COSE) ? 'COSE' : 'JWT'} ${algorithm.name}`
  profile.checkHeader(signed.header, draft.warnings)
  const jws = shownOf(signed, text, disclosures, draft, work)
  const credential = profile.decode(jws.payload, draft.warnings)
  draft.credential = credential
  if (profile.datesAreOfTheSignature) checkDates(jws, options)
  profile.checkAnswer(jws.payload, options)
  const issuer = profile.signerOf(credential, jws.payload, jws.header)
  if (issuer === undefined) throw jwtFault('issuer_missing', 'the JWT does not say whose it is')
  const typed = profile.isCredentialType(jws.header)
  const found = await findJwtKey(
    jws.header,
    { issuer, algorithm: algorithm.key, typed },
    { ...options, relationship: profile.relationship },
  )
  draft.warnings.push(...(found.warnings ?? []))
  if (found.verificationMethod !== undefined) draft.verificationMethod = found.verificationMethod
  if (found.controller !== undefined) draft.controller = found.controller
  // The key decides which algorithm is right, not the header (RFC 8725 §3.1).
  const key = await (found.key.algorithm === algorithm.key ? found.key : found.key.serving?.(algorithm.key))
  if (key === undefined) {
    throw jwtFault('key_mismatch', "the algorithm that the header names is not the key's")
  }
  if (!(await key.verify(jws.signature, jws.signingInput))) {
    throw jwtFault('signature_invalid', 'the signature does not fit the token and the key')
  }
  if (found.shared === true) reportShared(draft.warnings, options)
  if (hasKeyBinding) {
    const message = 'the key binding JWT, which shows who holds the token, is not checked'
    draft.warnings.push({ code: 'key_binding_unchecked', message })
  }
  const { load, signal } = options
  const world = { load, work, ...(signal === undefined ? {} : { signal }) }
  await checkMeaning(profile.meaningOf(credential), world, draft.warnings)
  return found
}

/** The token as its holder shows it. One that lost its disclosures on the way is no whole one, either. */
function shownOf(
  jws: CompactJws,
  text: string,
  disclosures: readonly string[],
  draft: Draft,
  work: Work,
): CompactJws {
  if (!text.includes('~') && !mentionsDigests(jws.payload)) return jws
  const { payload, withheld } = disclose(jws.payload, disclosures, work)
  if (withheld.length > 0) {
    const standing = withheld.some(mayHideVerdict) ? [] : SHOWN_WHOLE
    draft.selection = { mandatory: withheld.some(mayHidePerson) ? standing : [...standing, IDENTIFIER] }
  }
  return { ...jws, payload }
}

const TERMS = 'https://www.w3.org/2018/credentials#'
/** Nothing is left out of these where nothing is left out of the credential's own object. */
const SHOWN_WHOLE = ['validFrom', 'validUntil', 'issuanceDate', 'expirationDate', 'credentialStatus'].map(
  (name) => TERMS + name,
)

/** Whether a date or a status may be missing where something is withheld, or what its name means. */
function mayHideVerdict(path: readonly string[]): boolean {
  const [first, ...rest] = inCredential(path)
  if (first === undefined || first === 'credentialStatus' || path.includes('@context')) return true
  return first === 'type' && rest.length === 0
}

/** Whether an id or an identifier of a subject may be missing, or its claim `sub`. */
function mayHidePerson(path: readonly string[]): boolean {
  const [first, second = 'identifier'] = inCredential(path)
  return path.length === 0 || (first === 'credentialSubject' && second === 'identifier')
}

function inCredential(path: readonly string[]): readonly string[] {
  return path[0] === 'vc' || path[0] === 'vp' ? path.slice(1) : path
}

function reportShared(warnings: ProofWarning[], { sharedKeys }: VerifyJwtOptions): void {
  const message = "the host's key set does not say whose the key is, so it signs for every issuer of the host"
  if (sharedKeys === 'refused') throw jwtFault('key_shared', message)
  warnings.push({ code: 'key_shared', message })
}

/** NumericDates of the signature itself (VC-JOSE-COSE §3.1). */
function checkDates({ payload }: CompactJws, { now, clockSkewSeconds = 300 }: VerifyJwtOptions): void {
  const seconds = now.getTime() / 1000
  const exp = numericDate(payload, 'exp')
  const nbf = numericDate(payload, 'nbf')
  if (exp !== undefined && exp < seconds)
    throw jwtFault('jwt_expired', 'the signature of the JWT has expired')
  if (nbf !== undefined && nbf > seconds + clockSkewSeconds) {
    throw jwtFault('jwt_not_yet_valid', 'the signature of the JWT is not valid yet')
  }
}

function profileOf(name: TokenProfileName = 'open-badges'): JwtProfile {
  if (!Object.hasOwn(PROFILES, name)) throw new TypeError(`there is no JWT profile '${name}'`)
  return PROFILES[name]
}
