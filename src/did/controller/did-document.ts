/** Writes an issuer's own documents: its DID document, with rotated and revoked keys, and its JSON Web Key Set. */

import { requireArgument, requireText } from '../../encoding/arguments.js'
import { isValidDate } from '../../encoding/forms/date-time-stamp.js'
import { DOCUMENT_LIMITS, isJsonObject, type Json, type JsonObject, snapshot } from '../../encoding/json.js'
import { checkOptionNames } from '../../encoding/options.js'
import { refusePromise } from '../../keys/check-signer.js'
import type { PublicKey } from '../../keys/public-key.js'
import type { VerificationAlgorithm } from '../../ports.js'
import { methodKey } from '../verification-method/method-key.js'
import { controllerDocument, findMethod } from './controller-document.js'
import { absolute } from './method-names.js'
import { methodsOfKey } from './same-key.js'

/** The public part of a signer. Every local signer is one, and every remote signer with a known public key. */
export interface IssuerKey {
  /** Absolute URL of the key, with a fragment. */
  readonly verificationMethod: string
  /** The public key as Multikey. */
  readonly publicKeyMultibase?: string
  /** Required if there is no Multikey, for example for RSA. */
  readonly publicKey?: Pick<PublicKey, 'jwk'>
}

export interface DidDocumentOptions {
  /** Other names of the issuer, such as the URL of its profile. */
  readonly alsoKnownAs?: readonly string[]
}

const DID_CONTEXT = 'https://www.w3.org/ns/did/v1'
const MULTIKEY_CONTEXT = 'https://w3id.org/security/multikey/v1'
const JWK_CONTEXT = 'https://w3id.org/security/jwk/v1'
const CID_CONTEXT = 'https://www.w3.org/ns/cid/v1'

/** RFC 7518 section 3.1 and RFC 8037 section 3.1. */
const JOSE_NAME: Record<VerificationAlgorithm, string> = {
  Ed25519: 'EdDSA',
  ES256: 'ES256',
  ES384: 'ES384',
  ES512: 'ES512',
  RS256: 'RS256',
  RS384: 'RS384',
  RS512: 'RS512',
  PS256: 'PS256',
}

const OPTIONS: ReadonlySet<string> = new Set(['alsoKnownAs'] satisfies (keyof DidDocumentOptions)[])

/**
 * Makes the controller document that an issuer publishes (DID Core §5): at `didWebUrl(did)` for a did:web, at the URL
 * itself for an https issuer. Its keys may sign credentials (`assertionMethod`) and presentations (`authentication`).
 *
 * @param keys - One signer, or several of one controller; only public parts are read.
 * @param options - `alsoKnownAs`: other URLs of the issuer. Default: none.
 * @returns The document as plain JSON.
 * @throws TypeError for no key, keys of different controllers, or a key outside its controller's document.
 * @example
 * const key = await generateSigner({ controller: 'did:web:example.edu' })
 * const document = didDocument(key, { alsoKnownAs: ['https://example.edu'] })
 */
export function didDocument(
  keys: IssuerKey | readonly IssuerKey[],
  options: DidDocumentOptions = {},
): JsonObject {
  checkOptionNames('didDocument', options, OPTIONS)
  if (options.alsoKnownAs !== undefined && !Array.isArray(options.alsoKnownAs))
    throw new TypeError("didDocument: alsoKnownAs must be a list, such as ['https://example.edu']")
  const list = [keys].flat() as readonly IssuerKey[]
  for (const key of list) checkIssuerKey('didDocument', key)
  const [id, ...others] = new Set(list.map(({ verificationMethod }) => controllerOf(verificationMethod)))
  if (id === undefined || others.length > 0) {
    throw new TypeError('didDocument: pass one or more keys of one controller')
  }
  const names = list.map(({ verificationMethod }) => verificationMethod)
  if (new Set(names).size < names.length)
    throw new TypeError('didDocument: two keys have the same verificationMethod')
  const methods = list.map((key) => methodOf(key, id))
  return {
    '@context': contexts(id, methods),
    id,
    ...(options.alsoKnownAs === undefined ? {} : { alsoKnownAs: [...options.alsoKnownAs] }),
    verificationMethod: methods,
    authentication: names,
    assertionMethod: names,
  }
}

/**
 * Adds a new key to a controller document. Earlier keys stay in `verificationMethod` and `assertionMethod`, because did:web
 * keeps no history and the badges that they signed must still verify. They are removed from `authentication`.
 *
 * @param document - The controller document as plain JSON; it is not changed.
 * @param key - A signer of the same controller; only its public part is read.
 * @returns The new document, with the new key first.
 * @throws TypeError if the key has another controller, or is in the document already, or the controller is a did:key or did:jwk.
 * @example
 * const old = await generateSigner({ controller: 'did:web:example.edu' })
 * const next = await generateSigner({ controller: 'did:web:example.edu' })
 * const document = rotateKey(didDocument(old), next)
 */
export function rotateKey(document: unknown, key: IssuerKey): JsonObject {
  checkIssuerKey('rotateKey', key)
  const { json, id } = ownDocument(document)
  if (/^did:(?:key|jwk):/.test(id))
    throw new TypeError('rotateKey: a did:key or did:jwk cannot change its key; use a did:web')
  if (controllerOf(key.verificationMethod) !== id) {
    throw new TypeError('rotateKey: the new key has another controller than the document')
  }
  const known = list(json['verificationMethod']).filter(isJsonObject)
  if (known.some((method) => absolute(method['id'], id) === key.verificationMethod)) {
    throw new TypeError('rotateKey: the document already has a key with this id')
  }
  const added = methodOf(key, id)
  if (methodsOfKey(added, known).some((method) => method['revoked'] !== undefined)) {
    throw new TypeError('rotateKey: the document has revoked this key; make a new one with generateSigner')
  }
  const methods = [added, ...known]
  const { '@context': given, ...members } = json
  return {
    '@context': [...new Set([...list(given), ...contexts(id, methods)])],
    ...members,
    verificationMethod: methods,
    authentication: [key.verificationMethod],
    assertionMethod: [key.verificationMethod, ...list(json['assertionMethod'])],
  }
}

/**
 * Marks a key as revoked from an instant on (Controlled Identifiers 1.0 §2.2). Verifiers then refuse everything that it
 * signed, earlier badges too, because a thief can write any date. If the document has the key under other ids too, it is
 * revoked under all of them. To replace an old key, use `rotateKey`.
 *
 * @param document - The controller document as plain JSON; it is not changed.
 * @param verificationMethod - Id of the key, an absolute URL with a fragment.
 * @param at - The instant of revocation.
 * @returns The new document.
 * @throws OpenBadgeError `controller_invalid` if the document has no such key; TypeError if the key is revoked already.
 * @example
 * const revoked = revokeKey(didDocument(signer), signer.verificationMethod, new Date())
 */
export function revokeKey(document: unknown, verificationMethod: string, at: Date): JsonObject {
  requireText('revokeKey', 'verificationMethod', verificationMethod, 'the id of the key')
  requireArgument('revokeKey', 'at', at, isValidDate(at), 'a Date')
  const owned = ownDocument(document)
  const found = findMethod(owned, verificationMethod)
  if (found['revoked'] !== undefined) throw new TypeError('revokeKey: the key is already revoked')
  const same = methodsOfKey(found, owned.entries)
  const revoked = `${at.toISOString().slice(0, 19)}Z`
  const replace = (entry: Json): Json => {
    if (!isJsonObject(entry)) return entry
    const isKey = absolute(entry['id'], owned.id) === verificationMethod || same.includes(entry)
    return isKey && entry['revoked'] === undefined ? { ...entry, revoked } : entry
  }
  const members = Object.entries(owned.json).map(([name, value]) => [
    name,
    Array.isArray(value) ? (value as readonly Json[]).map(replace) : replace(value),
  ])
  return Object.fromEntries(members) as JsonObject
}

/**
 * Writes the keys of a controller document as a JSON Web Key Set (RFC 7517 §5), for `/.well-known/jwks.json`. It lists the
 * keys under `assertionMethod` that are not revoked, with the verification method as `kid` and the issuer as `iss`.
 *
 * @param document - A controller document as plain JSON, such as `didDocument` returns.
 * @returns The key set as plain JSON.
 * @throws OpenBadgeError `controller_invalid` for a method without a readable key.
 * @example
 * const { keys } = await jsonWebKeySet(didDocument(signer))
 */
export async function jsonWebKeySet(document: unknown): Promise<JsonObject> {
  const owned = ownDocument(document)
  const keys: JsonObject[] = []
  for (const entry of list(owned.json['assertionMethod'])) {
    const kid = absolute(isJsonObject(entry) ? entry['id'] : entry, owned.id) ?? ''
    const method = findMethod(owned, kid)
    if (method['revoked'] !== undefined) continue
    const { jwk, algorithm } = await methodKey(method, kid)
    keys.push({ ...jwk, kid, alg: JOSE_NAME[algorithm], use: 'sig', iss: owned.id })
  }
  return { keys }
}

function ownDocument(document: unknown): ReturnType<typeof controllerDocument> {
  const id = (document as { readonly id?: unknown } | null | undefined)?.id
  if (typeof id !== 'string') throw new TypeError('the document must be an object with an id')
  return controllerDocument(snapshot(document, DOCUMENT_LIMITS), id)
}

/** `caller` names the function that was given the key. @throws TypeError */
export function checkIssuerKey(caller: string, key: unknown): asserts key is IssuerKey {
  refusePromise(caller, key)
  if (typeof (key as Partial<IssuerKey> | null | undefined)?.verificationMethod !== 'string')
    throw new TypeError(`${caller} needs a signer, or its { verificationMethod, publicKeyMultibase }`)
}

function methodOf(key: IssuerKey, controller: string): JsonObject {
  const { verificationMethod: id, publicKeyMultibase, publicKey } = key
  if (!id.includes('#')) throw new TypeError('the verificationMethod must have a fragment, such as #key-1')
  if (publicKeyMultibase !== undefined) return { id, type: 'Multikey', controller, publicKeyMultibase }
  if (publicKey === undefined) throw new TypeError('the signer must have publicKeyMultibase or publicKey')
  return { id, type: 'JsonWebKey', controller, publicKeyJwk: { ...publicKey.jwk } }
}

function contexts(id: string, methods: readonly JsonObject[]): readonly string[] {
  if (!id.startsWith('did:')) return [CID_CONTEXT]
  const types = new Set(methods.map((method) => method['type']))
  return [
    DID_CONTEXT,
    ...(types.has('Multikey') ? [MULTIKEY_CONTEXT] : []),
    ...(types.has('JsonWebKey') ? [JWK_CONTEXT] : []),
  ]
}

function controllerOf(verificationMethod: string): string {
  return verificationMethod.split('#', 1)[0]!
}

function list(value: Json | undefined): readonly Json[] {
  if (value === undefined) return []
  return Array.isArray(value) ? (value as readonly Json[]) : [value as Json]
}
