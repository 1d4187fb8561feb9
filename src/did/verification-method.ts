/** Retrieves a verification method and binds it to its controller (Controlled Identifiers 1.0 section 3.3). */
import type { Awaitable } from '#platform'
import { lazy } from '../lazy.js'
import { rememberResult } from '../platform/remember.js'
import type { Load } from '../ports.js'
import type { Relationship } from './controller/controller-document.js'
import { DID_METHODS, type SelfCertified } from './methods/methods.js'
import { controllerInvalid } from './verification-method/controller-invalid.js'
import { type MethodUrl, parseMethodUrl } from './verification-method/method-url.js'
import { invalidMethod, type RetrievedVerificationMethod, withKey } from './verification-method/retrieved.js'

export type { Relationship } from './controller/controller-document.js'
export type { MethodWarning, RetrievedVerificationMethod } from './verification-method/retrieved.js'

export interface RetrieveOptions {
  /** The relationship that must list the key: the proof's purpose. */
  readonly relationship: Relationship
  /**
   * Gets the URL of `did.json` for did:web, the URL itself for https, and the DID itself for methods that are not built in.
   * It is not called for did:key and did:jwk.
   */
  readonly load: Load
  /** Compared with `expires` and `revoked` of the method. Without it, a method that has either is refused. */
  readonly at?: Date
  readonly signal?: AbortSignal
  /**
   * Accepts the keys of an https issuer profile that lists no key under any relationship. Off by default, because such a
   * profile does not authorise its keys to sign credentials.
   */
  readonly acceptUnlistedKeys?: boolean
  /** Charges for all keys that a controller lists, before they are read. */
  readonly pay?: (keys: number) => void
}

/** Loaded on demand: most badges use did:key. */
const published = /* @__PURE__ */ lazy('controller documents', () => import('./retrieve-published.js'))

/** Most results in the memo; the oldest is dropped first. */
const MEMO_SIZE = 512
/** Longest URL in the memo. A did:jwk of an RSA key of 8,192 bits is shorter. */
const MEMO_LENGTH = 2048

/** Results for did:key and did:jwk. These DIDs contain the key, so the result never changes. */
const memo = new Map<string, Awaitable<RetrievedVerificationMethod>>()

/**
 * Retrieves the verification method that `url` names, with its key and controller. On Node, a did:key of Ed25519 gives a
 * result at once; the code for other keys loads on demand.
 * @throws OpenBadgeError `controller_invalid`, or what `load` rejects with
 */
export function retrieveVerificationMethod(
  url: string,
  options: RetrieveOptions,
): Awaitable<RetrievedVerificationMethod> {
  const known = memo.get(url)
  if (known !== undefined) return known
  // Steps 1 to 3
  const target = parseMethodUrl(url)
  const method = DID_METHODS.get(target.didMethod ?? '')
  if (method === undefined) return retrievePublished(target, options)
  // A signing key in a DID has both relationships, so the result depends on the URL alone.
  const retrieved = fromDid(target, method.read(target.document))
  return url.length > MEMO_LENGTH ? retrieved : rememberResult(memo, url, retrieved, MEMO_SIZE)
}

/**
 * Retrieves all keys that a controller lists for the purpose: the key of a did:key or did:jwk, or those of its document.
 * This is for signatures that do not name their key.
 * @throws OpenBadgeError `controller_invalid`, or what `load` rejects with
 */
export async function retrieveListedMethods(
  controller: string,
  options: RetrieveOptions,
): Promise<readonly RetrievedVerificationMethod[]> {
  const method = DID_METHODS.get(parseMethodUrl(controller).didMethod ?? '')
  if (method === undefined) return (await published()).retrieveListed(controller, options)
  return [await retrieveVerificationMethod(`${controller}#${method.read(controller).fragment}`, options)]
}

function retrievePublished(
  target: MethodUrl,
  options: RetrieveOptions,
): Promise<RetrievedVerificationMethod> {
  const part = published()
  return part instanceof Promise
    ? part.then((loaded) => loaded.retrievePublished(target, options))
    : part.retrievePublished(target, options)
}

function fromDid(
  { url, document, fragment }: MethodUrl,
  own: SelfCertified,
): Awaitable<RetrievedVerificationMethod> {
  if (fragment === own.fragment) return withKey(own.key, document, own.method)
  throw fragment === undefined
    ? controllerInvalid(
        url,
        'INVALID_VERIFICATION_METHOD_URL',
        'fragmentMissing',
        'the DID URL has no fragment',
      )
    : invalidMethod(url, 'fragmentForeign', 'the fragment does not name the key in the DID')
}
