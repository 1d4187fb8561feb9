/** Finds the key of a JWT, and whether the key belongs to the issuer (Open Badges 3.0 Implementation Guide, Key Provenance; VC-JOSE-COSE §4). */
import { isKnownValid } from '../../did/retrieve-published.js'
import type { RetrievedVerificationMethod } from '../../did/verification-method/retrieved.js'
import { retrieveListedMethods, retrieveVerificationMethod } from '../../did/verification-method.js'
import { parseUrl } from '../../encoding/forms/parse-url.js'
import { frozenDocument, isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { isOpenBadgeError } from '../../errors.js'
import { findInKeySet, firstNamed, keysIn, keysNamed } from '../../keys/jwk-set.js'
import { type PublicKey, publicKeyFromJwk, samePublicKey } from '../../keys/public-key.js'
import type { Load, VerificationAlgorithm } from '../../ports.js'
import type { RetrieveVerificationMethod } from '../data-integrity/proof-request.js'
import type { ProofWarning } from '../result/proof-result.js'
import { hasNoDocument, isMalformedDocument, jwtFault } from './jwt-fault.js'

export interface JwtKeyOptions {
  readonly load: Load
  readonly now: Date
  readonly signal?: AbortSignal
  readonly retrieve?: RetrieveVerificationMethod
  readonly relationship: 'assertionMethod' | 'authentication'
  /** Charges for keys before they are read. */
  readonly pay: (keys: number) => void
}

/** What the key must fit. */
export interface JwtKeyRequest {
  readonly issuer: string
  readonly algorithm: VerificationAlgorithm
  /**
   * Whether the type of the token says that it is a credential. A host signs many kinds of tokens with the keys of its set,
   * for example ID tokens with claims of a user. So only a token with such a type may use the set (RFC 8725 section 3.11).
   */
  readonly typed: boolean
}

export interface JwtKey {
  readonly key: PublicKey
  /** Whether the key belongs to the issuer; `unknown` if the documents for this check could not be loaded. */
  readonly bound: 'yes' | 'no' | 'unknown'
  /** Id of the controller document, or the issuer whose key set lists the key. */
  readonly controller?: string
  readonly verificationMethod?: string
  /** The key belongs to the host and names no issuer, so its owner can sign for each issuer of the host. */
  readonly shared?: boolean
  readonly warnings?: readonly ProofWarning[]
}

/**
 * Finds the key that the header names, or the only key that fits. A key in the header itself does not prove its owner. It
 * belongs to the issuer only if the issuer's DID, document or key set has it.
 * @throws OpenBadgeError `jwt_invalid` (`key_missing`, `key_private`), `key_invalid`, `controller_invalid`, `document_*`
 */
export async function findJwtKey(
  header: JsonObject,
  request: JwtKeyRequest,
  options: JwtKeyOptions,
): Promise<JwtKey> {
  const { kid, jwk } = header
  if (kid !== undefined && typeof kid !== 'string')
    throw jwtFault('key_missing', "the header's kid is not a text")
  if (jwk !== undefined && !isJsonObject(jwk))
    throw jwtFault('key_missing', "the header's jwk is not an object")
  if (jwk !== undefined && 'd' in jwk)
    throw jwtFault('key_private', 'the header of the JWT has a private key')

  options.pay(1)
  const { issuer } = request
  const bare = kid === issuer || (kid?.startsWith('did:') && !kid.includes('#'))
  const url = kid === undefined || bare ? undefined : methodUrl(kid, issuer)
  if (url !== undefined) return retrieved(url, issuer, options)
  if (jwk !== undefined) return bindToIssuer(await publicKeyFromJwk(jwk), kid, request, options)
  if (kid === undefined || bare) return onlyKey(kid, request, options)
  return namedKey(kid, request, options)
}

/** A DID URL, or a URL in the issuer's own controller document. Other addresses do not belong to the issuer. */
function methodUrl(kid: string, issuer: string): string | undefined {
  if (kid.startsWith('did:')) return kid
  if (kid.startsWith('#')) return `${issuer}${kid}`
  if (kid.startsWith(`${issuer}#`)) return kid
  return issuer.startsWith('did:') && !kid.includes(':') ? `${issuer}#${kid}` : undefined
}

async function retrieved(url: string, issuer: string, options: JwtKeyOptions): Promise<JwtKey> {
  const retrieve = options.retrieve ?? retrieveVerificationMethod
  return asJwtKey(await retrieve(url, retrieval(options)), url, issuer)
}

/** If the token names no key, or only the owner of the key, uses the owner's only key that fits the algorithm. */
async function onlyKey(
  kid: string | undefined,
  { issuer, algorithm }: JwtKeyRequest,
  options: JwtKeyOptions,
): Promise<JwtKey> {
  const listed = await retrieveListedMethods(kid ?? issuer, retrieval(options))
  const fitting = listed.filter(({ key }) => fits(key, algorithm))
  if (fitting.length !== 1) {
    throw jwtFault('key_missing', 'the JWT has no kid, and its issuer does not have exactly one fitting key')
  }
  const found = asJwtKey(fitting[0]!, String(fitting[0]!.method['id']), issuer)
  const warning: ProofWarning =
    kid === undefined
      ? { code: 'jwt_kid_missing', message: 'the JWT does not name the key that signed it (kid)' }
      : {
          code: 'method_without_fragment',
          message: 'the kid of the JWT names an issuer, but no key',
        }
  return { ...found, warnings: [...(found.warnings ?? []), warning] }
}

/** Finds a key by a name that is not a URL, or by the address of a key. */
async function namedKey(kid: string, request: JwtKeyRequest, options: JwtKeyOptions): Promise<JwtKey> {
  const own = await ownKeys(request.issuer, options)
  const named = own.methods.find(({ method }) => method['id'] === `${request.issuer}#${kid}`)
  if (named !== undefined) return asJwtKey(named, String(named.method['id']), request.issuer)
  const set = await keySetOf(kid, request, options)
  // A key for this issuer comes before those for all issuers of the host.
  const listed = keysNamed(set.keys, kid, request.issuer)[0] ?? keysNamed(set.keys, kid, undefined)[0]
  if (listed !== undefined) {
    return listedKey(await publicKeyFromJwk(listed), listed, own, request, options)
  }
  const unavailable = own.unavailable ?? set.unavailable
  if (isHttps(kid)) return keyElsewhere(kid, request, options)
  if (unavailable !== undefined) throw unavailable
  throw jwtFault('key_missing', 'no key was found: the header has no usable kid or jwk')
}

/** Checks whether a key from the token, or from an address in the token, belongs to the issuer. */
async function bindToIssuer(
  key: PublicKey,
  kid: string | undefined,
  request: JwtKeyRequest,
  options: JwtKeyOptions,
): Promise<JwtKey> {
  const { issuer } = request
  const own = await ownKeys(issuer, options)
  if (own.methods.some((method) => samePublicKey(method.key, key))) {
    return { key, bound: 'yes', controller: issuer }
  }
  const set = await keySetOf(kid, request, options)
  const [ours, shared] = [keysNamed(set.keys, kid, issuer), keysNamed(set.keys, kid, undefined)]
  options.pay(ours.length + shared.length)
  const listed = (await findInKeySet(key, ours)) ?? (await findInKeySet(key, shared))
  if (listed !== undefined) return listedKey(key, listed, own, request, options)
  return { key, bound: (own.unavailable ?? set.unavailable) === undefined ? 'no' : 'unknown' }
}

/**
 * A key of the key set. The set decides alone only if the issuer has no document of its own. Otherwise it does not make a key
 * valid that the document has withdrawn.
 */
async function listedKey(
  key: PublicKey,
  listed: JsonObject,
  { unavailable }: OwnKeys,
  { issuer }: JwtKeyRequest,
  options: JwtKeyOptions,
): Promise<JwtKey> {
  const found = { key, controller: issuer, shared: isShared(listed, issuer) }
  if (hasNoDocument(unavailable)) return { ...found, bound: 'yes' }
  const isReadable = unavailable === undefined || isOpenBadgeError(unavailable, 'limit_exceeded')
  if (!isReadable && isMalformedDocument(unavailable)) return { ...found, bound: 'unknown' }
  if (!isReadable) throw unavailable
  // A document with more keys than are tried is searched for this one key.
  const isValid = await isKnownValid(key, issuer, retrieval(options))
  return { ...found, bound: isValid ? 'yes' : 'unknown' }
}

async function keyElsewhere(kid: string, request: JwtKeyRequest, options: JwtKeyOptions): Promise<JwtKey> {
  const found = await loadKey(kid, options)
  if (isJsonObject(found) && Object.hasOwn(found, 'verificationMethod')) return retrieved(kid, '', options)
  const keys = keysIn(found)
  const jwk = keys.length === 1 ? keys[0] : firstNamed(keys, kid)
  if (jwk === undefined) throw jwtFault('key_missing', 'the document at kid does not have the key')
  return {
    ...(await bindToIssuer(await publicKeyFromJwk(jwk), undefined, request, options)),
    verificationMethod: kid,
  }
}

interface OwnKeys {
  readonly methods: readonly RetrievedVerificationMethod[]
  /** Why the document could not be loaded. */
  readonly unavailable?: unknown
}

/** The keys that the issuer's own document lists for signing credentials. */
async function ownKeys(issuer: string, options: JwtKeyOptions): Promise<OwnKeys> {
  try {
    return { methods: await retrieveListedMethods(issuer, retrieval(options)) }
  } catch (error) {
    options.signal?.throwIfAborted()
    return { methods: [], unavailable: error }
  }
}

interface KeySet {
  readonly keys: readonly JsonObject[]
  /** Why the set could not be loaded. */
  readonly unavailable?: unknown
}

const NO_SET: KeySet = { keys: [] }

/** The key set for all issuers of a host (Open Badges 3.0 Implementation Guide, Key Provenance). Only for tokens that have a type and name their key. */
async function keySetOf(
  kid: string | undefined,
  { issuer, typed }: JwtKeyRequest,
  options: JwtKeyOptions,
): Promise<KeySet> {
  const url = isHttps(issuer) ? parseUrl('/.well-known/jwks.json', parseUrl(issuer)?.href) : undefined
  if (url === undefined || !typed || kid === undefined) return NO_SET
  try {
    return { keys: keysIn(await loadKey(url.href, options)) }
  } catch (error) {
    options.signal?.throwIfAborted()
    return { keys: [], unavailable: error }
  }
}

async function loadKey(url: string, { load, signal }: JwtKeyOptions): Promise<Json> {
  return frozenDocument(await load(url, 'key', signal))
}

/** A key without issuer is shared, except if the issuer is the host itself. */
function isShared({ iss }: JsonObject, issuer: string): boolean {
  const origin = parseUrl(issuer)?.origin
  return iss === undefined && issuer !== origin && issuer !== `${origin}/`
}

function fits(key: PublicKey, algorithm: VerificationAlgorithm): boolean {
  return key.algorithm === algorithm || key.serving?.(algorithm) !== undefined
}

function asJwtKey(
  { controller, key, warnings }: RetrievedVerificationMethod,
  url: string,
  issuer: string,
): JwtKey {
  return { key, controller, warnings, verificationMethod: url, bound: controller === issuer ? 'yes' : 'no' }
}

type Retrieval = Parameters<RetrieveVerificationMethod>[1]

function retrieval({ load, now: at, signal, relationship, pay }: JwtKeyOptions): Retrieval {
  return { relationship, load, at, pay, ...(signal === undefined ? {} : { signal }) }
}

const isHttps = (url: string): boolean => url.startsWith('https://')
