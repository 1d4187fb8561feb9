/** Whose key signed a JWT: where the key is found, and whether it is shown to be the issuer's (B14 to B16, JO-4). */
import { retrieveVerificationMethod } from '../../did/verification-method.js'
import { isJsonObject, type Json, type JsonObject, snapshot } from '../../encoding/json.js'
import { type PublicKey, publicKeyFromJwk, samePublicKey } from '../../keys/public-key.js'
import type { Load } from '../../ports.js'
import type { RetrieveVerificationMethod } from '../data-integrity/verify-proof.js'
import type { ProofWarning } from '../result/proof-result.js'
import { jwtFault } from './jwt-fault.js'

export interface JwtKeyOptions {
  readonly load: Load
  readonly now: Date
  readonly signal?: AbortSignal
  readonly retrieve?: RetrieveVerificationMethod
}

export interface JwtKey {
  readonly key: PublicKey
  /** Whether the key is shown to be the issuer's: `unknown` when that could not be asked. */
  readonly bound: 'yes' | 'no' | 'unknown'
  /** Id of the controller document, or the issuer whose key set lists the key. */
  readonly controller?: string
  readonly verificationMethod?: string
  readonly warnings?: readonly ProofWarning[]
}

/**
 * The key that the header points to. A key in the header itself says nothing about whose it is: it counts as the
 * issuer's only if the issuer's DID or key set has it.
 * @throws OpenBadgeError `jwt_invalid` (`key_missing`, `key_private`), `key_invalid`, `controller_invalid`, `document_*`
 */
export async function findJwtKey(
  header: JsonObject,
  issuer: string,
  options: JwtKeyOptions,
): Promise<JwtKey> {
  const { kid, jwk } = header
  if (kid !== undefined && typeof kid !== 'string')
    throw jwtFault('key_missing', "the header's kid is no text")
  if (jwk !== undefined && !isJsonObject(jwk)) throw jwtFault('key_missing', "the header's jwk is no object")
  if (jwk !== undefined && 'd' in jwk)
    throw jwtFault('key_private', 'the header of the JWT carries a private key')

  const url = kid === undefined ? undefined : methodUrl(kid, issuer)
  if (url !== undefined) return retrieved(url, issuer, options)

  const set = isHttps(issuer) ? await keySetOf(issuer, options) : { keys: [] }
  const unbound = set.unavailable === undefined ? 'no' : 'unknown'
  if (jwk !== undefined) {
    const key = await publicKeyFromJwk(jwk)
    const own = (await listedKey(set, issuer, key)) || (await isOwnDidKey(key, issuer, options))
    return own ? { key, bound: 'yes', controller: issuer } : { key, bound: unbound }
  }
  const listed = set.keys.find((each) => kid !== undefined && each['kid'] === kid && speaksFor(each, issuer))
  if (listed !== undefined) return { key: await publicKeyFromJwk(listed), bound: 'yes', controller: issuer }
  if (kid !== undefined && isHttps(kid)) return keyElsewhere(kid, unbound, options)
  if (set.unavailable !== undefined) throw set.unavailable
  throw jwtFault('key_missing', 'neither kid nor jwk leads to a key')
}

/** A DID URL, or a place in the issuer's own controller document; other addresses are not the issuer's word. */
function methodUrl(kid: string, issuer: string): string | undefined {
  if (kid.startsWith('did:')) return kid
  if (kid.startsWith('#')) return `${issuer}${kid}`
  if (kid.startsWith(`${issuer}#`)) return kid
  return issuer.startsWith('did:') && !kid.includes(':') ? `${issuer}#${kid}` : undefined
}

async function retrieved(url: string, issuer: string, options: JwtKeyOptions): Promise<JwtKey> {
  const { load, now, signal, retrieve = retrieveVerificationMethod } = options
  const { controller, key, warnings } = await retrieve(url, {
    relationship: 'assertionMethod',
    load,
    at: now,
    ...(signal === undefined ? {} : { signal }),
  })
  return { key, controller, warnings, verificationMethod: url, bound: controller === issuer ? 'yes' : 'no' }
}

interface KeySet {
  readonly keys: readonly JsonObject[]
  /** Why the set could not be had. */
  readonly unavailable?: unknown
}

/** The set that speaks for every issuer of a host (B16). */
async function keySetOf(issuer: string, options: JwtKeyOptions): Promise<KeySet> {
  try {
    const url = new URL('/.well-known/jwks.json', issuer).href
    return { keys: keysIn(await loadKey(url, options)) }
  } catch (error) {
    options.signal?.throwIfAborted()
    return { keys: [], unavailable: error }
  }
}

/** A key at an address that the header chose: good to verify with, silent about the issuer. */
async function keyElsewhere(kid: string, bound: 'no' | 'unknown', options: JwtKeyOptions): Promise<JwtKey> {
  const found = await loadKey(kid, options)
  if (isJsonObject(found) && Object.hasOwn(found, 'verificationMethod')) return retrieved(kid, '', options)
  const keys = keysIn(found)
  const key = keys.length === 1 ? keys[0] : keys.find((each) => each['kid'] === kid)
  if (key === undefined) throw jwtFault('key_missing', 'the document that kid names has no such key')
  return { key: await publicKeyFromJwk(key), bound, verificationMethod: kid }
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
async function listedKey(set: KeySet, issuer: string, key: PublicKey): Promise<boolean> {
  for (const each of set.keys) {
    if (!speaksFor(each, issuer)) continue
    const other = await Promise.resolve(each)
      .then(publicKeyFromJwk)
      .catch(() => undefined)
    if (other !== undefined && samePublicKey(other, key)) return true
  }
  return false
}

/** A key of a shared set may say whose it is. */
function speaksFor(jwk: JsonObject, issuer: string): boolean {
  return jwk['iss'] === undefined || jwk['iss'] === issuer
}

/** did:jwk and did:key identifiers are their one key. */
async function isOwnDidKey(key: PublicKey, issuer: string, options: JwtKeyOptions): Promise<boolean> {
  const fragment = issuer.startsWith('did:jwk:')
    ? '0'
    : issuer.startsWith('did:key:')
      ? issuer.slice(8)
      : undefined
  if (fragment === undefined) return false
  return samePublicKey((await retrieved(`${issuer}#${fragment}`, issuer, options)).key, key)
}

function isHttps(url: string): boolean {
  return url.startsWith('https://')
}
