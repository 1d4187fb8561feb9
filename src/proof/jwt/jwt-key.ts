/** Whose key signed a JWT: where the key is found, and whether it is shown to be the issuer's (Open Badges 3.0 Implementation Guide, Key Provenance; VC-JOSE-COSE §4). */

import type { RetrievedVerificationMethod } from '../../did/verification-method/retrieved.js'
import { retrieveListedMethods, retrieveVerificationMethod } from '../../did/verification-method.js'
import { isJsonObject, type Json, type JsonObject, snapshot } from '../../encoding/json.js'
import { type PublicKey, publicKeyFromJwk, samePublicKey } from '../../keys/public-key.js'
import type { Load, VerificationAlgorithm } from '../../ports.js'
import type { RetrieveVerificationMethod } from '../data-integrity/verify-proof.js'
import type { ProofWarning } from '../result/proof-result.js'
import { jwtFault } from './jwt-fault.js'

export interface JwtKeyOptions {
  readonly load: Load
  readonly now: Date
  readonly signal?: AbortSignal
  readonly retrieve?: RetrieveVerificationMethod
  readonly relationship: 'assertionMethod' | 'authentication'
}

/** What is asked of the key, besides being the issuer's. */
export interface JwtKeyQuestion {
  readonly issuer: string
  readonly algorithm: VerificationAlgorithm
  /**
   * Whether the token says by its type that it is a credential. A host signs tokens of many kinds with the keys of its
   * set, ID tokens with the user's own claims among them: only a token that says what it is may rest on that set
   * (RFC 8725 section 3.11).
   */
  readonly typed: boolean
}

export interface JwtKey {
  readonly key: PublicKey
  /** Whether the key is shown to be the issuer's: `unknown` when that could not be asked. */
  readonly bound: 'yes' | 'no' | 'unknown'
  /** Id of the controller document, or the issuer whose key set lists the key. */
  readonly controller?: string
  readonly verificationMethod?: string
  /** It is the host's and names no issuer: whoever has it can sign for every issuer of the host. */
  readonly shared?: boolean
  readonly warnings?: readonly ProofWarning[]
}

/**
 * The key that the header points to, or the one that can be meant. A key in the header itself says nothing about whose
 * it is: it counts as the issuer's only if the issuer's DID, document or key set has it.
 * @throws OpenBadgeError `jwt_invalid` (`key_missing`, `key_private`), `key_invalid`, `controller_invalid`, `document_*`
 */
export async function findJwtKey(
  header: JsonObject,
  question: JwtKeyQuestion,
  options: JwtKeyOptions,
): Promise<JwtKey> {
  const { kid, jwk } = header
  if (kid !== undefined && typeof kid !== 'string')
    throw jwtFault('key_missing', "the header's kid is no text")
  if (jwk !== undefined && !isJsonObject(jwk)) throw jwtFault('key_missing', "the header's jwk is no object")
  if (jwk !== undefined && 'd' in jwk)
    throw jwtFault('key_private', 'the header of the JWT carries a private key')

  const { issuer } = question
  const bare = kid === issuer || (kid?.startsWith('did:') && !kid.includes('#'))
  const url = kid === undefined || bare ? undefined : methodUrl(kid, issuer)
  if (url !== undefined) return retrieved(url, issuer, options)
  if (jwk !== undefined) return bind(await publicKeyFromJwk(jwk), kid, question, options)
  if (kid === undefined || bare) return onlyKey(kid, question, options)
  return namedKey(kid, question, options)
}

/** A DID URL, or a place in the issuer's own controller document; other addresses are not the issuer's word. */
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

/** No key is named, or only whose it is: then it is the one key of its owner that can have made the signature. */
async function onlyKey(
  kid: string | undefined,
  { issuer, algorithm }: JwtKeyQuestion,
  options: JwtKeyOptions,
): Promise<JwtKey> {
  const listed = await retrieveListedMethods(kid ?? issuer, retrieval(options))
  const fitting = listed.filter(({ key }) => serves(key, algorithm))
  if (fitting.length !== 1) {
    throw jwtFault('key_missing', 'the JWT names no key, and its issuer has not exactly one that fits')
  }
  const found = asJwtKey(fitting[0]!, String(fitting[0]!.method['id']), issuer)
  const warning: ProofWarning =
    kid === undefined
      ? { code: 'jwt_kid_missing', message: 'the JWT does not name the key that signed it (kid)' }
      : { code: 'method_without_fragment', message: 'the kid of the JWT names whose the key is, and no key' }
  return { ...found, warnings: [...(found.warnings ?? []), warning] }
}

/** A name that is no URL, or the address of a key. */
async function namedKey(kid: string, question: JwtKeyQuestion, options: JwtKeyOptions): Promise<JwtKey> {
  const own = await ownKeys(question.issuer, options)
  const named = own.methods.find(({ method }) => method['id'] === `${question.issuer}#${kid}`)
  if (named !== undefined) return asJwtKey(named, String(named.method['id']), question.issuer)
  const set = await keySetOf(kid, question, options)
  const [listed] = keysFor(question.issuer, kid, set)
  if (listed !== undefined) {
    const key = await publicKeyFromJwk(listed)
    return { key, bound: 'yes', controller: question.issuer, shared: isShared(listed, question.issuer) }
  }
  const unavailable = own.unavailable ?? set.unavailable
  if (isHttps(kid)) return keyElsewhere(kid, question, options)
  if (unavailable !== undefined) throw unavailable
  throw jwtFault('key_missing', 'neither kid nor jwk leads to a key')
}

/** A key that came with the token, or from an address that the token chose: good to verify with, and no more. */
async function bind(
  key: PublicKey,
  kid: string | undefined,
  question: JwtKeyQuestion,
  options: JwtKeyOptions,
): Promise<JwtKey> {
  const { issuer } = question
  const own = await ownKeys(issuer, options)
  if (own.methods.some((method) => samePublicKey(method.key, key))) {
    return { key, bound: 'yes', controller: issuer }
  }
  const set = await keySetOf(kid, question, options)
  const listed = await findListed(key, keysFor(issuer, kid, set))
  if (listed !== undefined) {
    return { key, bound: 'yes', controller: issuer, shared: isShared(listed, issuer) }
  }
  return { key, bound: (own.unavailable ?? set.unavailable) === undefined ? 'no' : 'unknown' }
}

async function keyElsewhere(kid: string, question: JwtKeyQuestion, options: JwtKeyOptions): Promise<JwtKey> {
  const found = await loadKey(kid, options)
  if (isJsonObject(found) && Object.hasOwn(found, 'verificationMethod')) return retrieved(kid, '', options)
  const keys = keysIn(found)
  const jwk = keys.length === 1 ? keys[0] : keys.find((each) => each['kid'] === kid)
  if (jwk === undefined) throw jwtFault('key_missing', 'the document that kid names has no such key')
  return {
    ...(await bind(await publicKeyFromJwk(jwk), undefined, question, options)),
    verificationMethod: kid,
  }
}

interface Own {
  readonly methods: readonly RetrievedVerificationMethod[]
  /** Why the document could not be had. */
  readonly unavailable?: unknown
}

/** The keys that the issuer's own document lists for signing credentials. */
async function ownKeys(issuer: string, options: JwtKeyOptions): Promise<Own> {
  try {
    return { methods: await retrieveListedMethods(issuer, retrieval(options)) }
  } catch (error) {
    options.signal?.throwIfAborted()
    return { methods: [], unavailable: error }
  }
}

interface KeySet {
  readonly keys: readonly JsonObject[]
  /** Why the set could not be had. */
  readonly unavailable?: unknown
}

const NO_SET: KeySet = { keys: [] }

/** The set that speaks for every issuer of a host (Open Badges 3.0 Implementation Guide, Key Provenance): of use to tokens that say what they are and name their key. */
async function keySetOf(
  kid: string | undefined,
  { issuer, typed }: JwtKeyQuestion,
  options: JwtKeyOptions,
): Promise<KeySet> {
  if (!isHttps(issuer) || !typed || kid === undefined) return NO_SET
  try {
    const url = new URL('/.well-known/jwks.json', issuer).href
    return { keys: keysIn(await loadKey(url, options)) }
  } catch (error) {
    options.signal?.throwIfAborted()
    return { keys: [], unavailable: error }
  }
}

async function loadKey(url: string, { load, signal }: JwtKeyOptions): Promise<Json> {
  return snapshot(await load(url, 'key', signal))
}

function keysIn(document: Json): readonly JsonObject[] {
  if (!isJsonObject(document)) return []
  const { keys } = document
  if (Array.isArray(keys)) return (keys as readonly Json[]).filter(isJsonObject)
  return typeof document['kty'] === 'string' ? [document] : []
}

/** Keys of the set that cannot be read are no obstacle to the others. */
async function findListed(key: PublicKey, listed: readonly JsonObject[]): Promise<JsonObject | undefined> {
  for (const each of listed) {
    const other = await Promise.resolve(each)
      .then(publicKeyFromJwk)
      .catch(() => undefined)
    if (other !== undefined && samePublicKey(other, key)) return each
  }
  return undefined
}

/** A key of a shared set may say whose it is. Those that name the issuer come first. */
function keysFor(issuer: string, kid: string | undefined, { keys }: KeySet): readonly JsonObject[] {
  const named = keys.filter((each) => each['kid'] === kid)
  return [...named.filter(({ iss }) => iss === issuer), ...named.filter(({ iss }) => iss === undefined)]
}

/** The host itself has the host's keys. */
function isShared({ iss }: JsonObject, issuer: string): boolean {
  const { origin } = new URL(issuer)
  return iss === undefined && issuer !== origin && issuer !== `${origin}/`
}

function serves(key: PublicKey, algorithm: VerificationAlgorithm): boolean {
  return key.algorithm === algorithm || key.serving?.(algorithm) !== undefined
}

function asJwtKey(
  { controller, key, warnings }: RetrievedVerificationMethod,
  url: string,
  issuer: string,
): JwtKey {
  return { key, controller, warnings, verificationMethod: url, bound: controller === issuer ? 'yes' : 'no' }
}

function retrieval({
  load,
  now,
  signal,
  relationship,
}: JwtKeyOptions): Parameters<RetrieveVerificationMethod>[1] {
  return { relationship, load, at: now, ...(signal === undefined ? {} : { signal }) }
}

function isHttps(url: string): boolean {
  return url.startsWith('https://')
}
